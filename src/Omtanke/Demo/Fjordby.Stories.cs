using Omtanke.Conversations;

namespace Omtanke.Demo;

/// <summary>What is going on in Fjordby just now: something in every state. Maja and Henrik have nothing waiting between them, so that a newcomer can begin at once.</summary>
public static partial class Fjordby
{
    private static IEnumerable<Story> Now =>
    [
        new("Maja Holm", "Henrik Lund", -45)
        {
            Name = "maja-again", Follows = "maja-first", Message = "Tak for sidst. Skal vi se, hvordan det går med aftenvagterne?", Place = "Mødelokalet på 1. sal", Proposed = [-38, -37], Planned = true, Held = true, LeaderInvites = true,
            EmployeePrepared =
            [
                ("E2.0", "E2.0.1", "Færre skift mellem dag og aften i samme uge."),
                ("E2.0", "E2.0.2", "At det bliver oplevet, som om jeg ikke trækker mit."),
                ("E2.B", "E2.B1", "Jeg når ikke at hvile mellem en sen aften og en tidlig morgen."),
                ("E2.C", "E2.C6", "Jeg vil gerne blive. Det skal bare kunne holde."),
            ],
            LeaderPrepared = [("T07.F1", "T07.F1.1", "Lade Maja fortælle færdigt, før jeg kommer med forslag."), ("T07.F1", "T07.F1.14", "Ringe til hende efter den første uge med den nye plan.")],
            EmployeeBrought = ["Jeg vil gerne blive. Det skal bare kunne holde."],
            EmployeeNotes =
            [
                "Det er blevet bedre siden sidst. Jeg sover igen de fleste nætter. Men uger, hvor jeg både har aften og tidlig morgen, slår mig stadig ud.",
                "Skiftene fylder mest. Det går godt med borgerne, og jeg er glad for min makker.",
                "At en sen aften aldrig følges af en tidlig morgen. Og at jeg kender planen fire uger frem.",
                "Den faste makker har hjulpet. Det har også hjulpet at kunne sige til uden at skulle forklare alting.",
                null,
            ],
            LeaderNotes =
            [
                "Maja fortæller, at det går bedre, og at skiftene er det, der er tilbage.",
                null,
                "Jeg kan se, at vi kan bytte rundt på tre vagter uden at ramme andre.",
                null,
                "Vi begynder med vagtplanen. Den kan jeg gøre noget ved med det samme.",
            ],
            Agreed =
            [
                new("Planen lægges om, så en aftenvagt aldrig følges af en vagt før kl. 9", Doer.Leader, -10) { State = Promise.Done, Employee = (Helped.Yes, "Jeg vågner ikke længere og er bange for at sove over mig."), Leader = (Helped.Yes, null) },
                new("Maja siger til, hvis planen skrider, allerede samme dag", Doer.Employee, 5),
                new("Vi ser på planen sammen, før den næste bliver sendt ud", Doer.Both, 9),
            ],
            Confirmed = [Doer.Employee, Doer.Leader], NextTalk = 6,
        },
        new("Bo Krarup", "Henrik Lund", -1)
        {
            Message = "Jeg kunne godt bruge en snak om, hvordan det går. Det haster ikke, men gerne inden jul.", Place = "Gerne en gåtur", Proposed = [4, 5, 6], Minutes = 45,
            Companion = new Companion("Jonas Bech", "AMR", "jonas@fjordby.example"),
        },
        new("Fatma Yilmaz", "Henrik Lund", -9)
        {
            Message = "Jeg vil gerne høre, hvordan du har det, nu hvor du er tilbage på fuld tid.", Place = "Mit kontor. Vi lukker døren.", LeaderInvites = true, Proposed = [1, 3], Planned = true,
            LeaderPrepared =
            [
                ("T07.F1", "T07.F1.1", "Spørge og så vente. Ikke fylde stilheden ud."),
                ("T07.F1", "T07.F1.5", "Jeg tror, det er tempoet. Men det ved jeg ikke. Spørg."),
                ("T07.F1", "T07.F1.11", "Have en konkret ide med om ruten, men lade den ligge, til hun har talt ud."),
            ],
        },
        new("Dorthe Kjær", "Henrik Lund", -12)
        {
            Form = Form.Stress, Message = "Jeg har svært ved at følge med for tiden. Kan vi tale om det?", Place = "Mødelokalet på 1. sal", Proposed = [-4, -3], Planned = true, Held = true,
            StressTypes = ["T05.Y2"],
            EmployeeNotes =
            [
                "Jeg glemmer ting, jeg plejer at huske, og jeg er træt, når jeg møder. Det har stået på siden efterårsferien.",
                "Der er kommet to nye systemer på et halvt år, og jeg når ikke at lære det ene, før det næste kommer.",
                "At jeg får en formiddag til at lære det nye i fred. At nogen viser mig det én gang til.",
                "Tidligere har det hjulpet at skrive tre ting ned om morgenen og lade resten vente.",
                null,
            ],
            LeaderNotes = ["Dorthe beskriver, at overblikket er blevet sværere, og at det især er om formiddagen.", "To nye systemer siden foråret. Det har jeg selv undervurderet.", null, null, "Tid til at lære det nye, og færre ting på én gang."],
            Agreed =
            [
                new("Dorthe får to formiddage fri af ruten til at lære det nye system sammen med Line", Doer.Leader, 8),
                new("Dorthe skriver ned, hvad der driller, så vi kan tage det samlet", Doer.Employee, 10),
            ],
            Confirmed = [Doer.Employee],
        },
        new("Henrik Lund", "Susanne Bruun", -60)
        {
            Message = "Jeg har brug for at tale om, hvor meget der ligger på mig lige nu.", Place = "Rådhuset, lokale 2", Proposed = [-52], Planned = true, Held = true,
            EmployeeNotes =
            [
                "Jeg er leder for tolv og har haft to stillinger tomme siden sommer. Jeg tager selv vagter, og så når jeg ikke at være leder.",
                "De tomme stillinger. Og at jeg svarer på telefonen om aftenen.",
                "Hjælp til ansættelserne. Og en aftale om, hvornår jeg ikke skal svare.",
                "At have en at sparre med. Det har Bente og jeg gjort før.",
                null,
            ],
            LeaderNotes = [null, "Det er for meget. Det siger jeg højt.", null, null, "HR hjælper med opslagene, og aftenerne bliver fri."],
            Agreed =
            [
                new("Susanne får HR til at skrive og slå de to stillinger op", Doer.Leader, -30) { State = Promise.Done, Leader = (Helped.Partly, "Den ene er besat."), Employee = (Helped.Partly, null) },
                new("Henriks telefon er slukket efter kl. 18. Vagtcentralen tager over", Doer.Both, -3),
                new("Henrik og Bente mødes en time hver anden uge", Doer.Employee, 14),
            ],
            Confirmed = [Doer.Employee, Doer.Leader], NextTalk = 12,
        },
        new("Nanna Skytte", "Aisha Rahman", -2)
        {
            LeaderInvites = true, Message = "Jeg har lagt mærke til, at du har trukket dig lidt på lærerværelset. Har du lyst til en snak? Det er helt i orden at sige nej.", Place = "Et roligt sted efter eget valg", Proposed = [3, 4, 10], Minutes = 45,
        },
        new("Peter Brandt", "Aisha Rahman", -6)
        {
            Message = "Kan vi finde en time i næste uge?", Place = "https://video.fjordby.example/rum-7", Proposed = [1, 2], Instead = [2, 8], Minutes = 45,
        },
        new("Omar Farah", "Aisha Rahman", -20)
        {
            Place = "Bibliotekets stillerum", Message = "Jeg vil gerne tale om min 7. klasse og om mig selv.", Proposed = [2], Planned = true,
            Companion = new Companion("Anders Holst", "TR", null),
            EmployeePrepared = [("E2.B", "E2.B1", "Konflikterne i klassen tager alt. Jeg går hjem og kan ikke slippe det."), ("E2.B", "E2.B4", "En voksen mere i de timer, hvor det går galt.")],
            EmployeeBrought = ["En voksen mere i de timer, hvor det går galt."],
        },
        new("Aisha Rahman", "Thomas Winding", -34)
        {
            LeaderInvites = true, Message = "Et halvt år som leder. Hvordan har du det med det?", Place = "Gåtur langs fjorden", Proposed = [-28], Planned = true, Held = true,
            EmployeeNotes = ["Det meste er godt. Jeg mangler nogen at tale med, når jeg er i tvivl.", "Jeg er alene med de svære samtaler.", "En mentor uden for skolen.", "At forberede mig på skrift.", null],
            LeaderNotes = [null, null, "Jeg kender to, der kunne være mentor.", null, "En mentor inden jul."],
            Agreed = [new("Thomas finder en mentor til Aisha", Doer.Leader, 2), new("Aisha sætter tid af til at forberede svære samtaler", Doer.Employee, 20)],
            Confirmed = [Doer.Employee, Doer.Leader], NextTalk = 25,
        },
        new("Susanne Bruun", "Karen Friis", -3)
        {
            LeaderInvites = true, Message = "Du har meget på skuldrene i øjeblikket. Skal vi tage en time, hvor det kun handler om dig?", Place = "Mit kontor", Proposed = [3, 7], Planned = true,
        },
        new("Thomas Winding", "Karen Friis", -70)
        {
            Message = "Jeg vil gerne tale om besparelserne, og hvordan jeg bærer dem.", Place = "Karens kontor", Proposed = [-64], Planned = true, Held = true,
            EmployeeNotes = ["Jeg skal sige til andre, hvad jeg selv er i tvivl om.", "Besparelserne. Og at jeg ikke må sige noget endnu.", "At vi siger det, vi ved, og hvornår vi ved mere.", "Ærlighed.", null],
            LeaderNotes = [null, "Det er urimeligt at bede ledere tie så længe.", null, null, null],
            Agreed = [new("Karen melder en dato ud for, hvornår der er nyt", Doer.Leader, -40) { State = Promise.Done, Employee = (Helped.Yes, "Det gav ro, også selv om der ikke var svar endnu."), Leader = (Helped.Yes, null) }, new("Thomas siger til sine ledere, at han ikke ved mere", Doer.Employee, -35) { State = Promise.Done, Employee = (Helped.Partly, null) }],
            Confirmed = [Doer.Employee, Doer.Leader],
        },
        new("Lars Vestergaard", "Ulla Kvist", -2) { Message = "En snak om mængden af opgaver, når du har tid.", Place = "Kantinen er fint", Proposed = [5, 6], Minutes = 30 },
        new("Birgit Dam", "Ulla Kvist", -16)
        {
            LeaderInvites = true, Place = "Ullas kontor", Proposed = [-1], Planned = true, Held = true,
            EmployeeNotes = ["Der er mange, der har brug for HR for tiden. Jeg kan ikke hjælpe alle lige hurtigt.", "At jeg bliver ringet op hele dagen.", "En fast tid uden telefon.", null, null],
            LeaderNotes = ["Birgit er ved godt mod, men presset er stort."],
        },
        new("Ida Gram", "Mikkel Aagaard", -25)
        {
            Form = Form.Stress, LeaderInvites = true, Message = "Jeg vil gerne høre, hvordan du har det efter den dag på afdelingen.", Place = "Havestuen", Proposed = [-20], Planned = true, Held = true,
            StressTypes = ["T05.Y3"],
            EmployeeNotes = ["Jeg er på vagt hele tiden og bliver let forskrækket.", "Truslerne fra en pårørende. Jeg ved ikke, hvornår han kommer igen.", "At vi altid er to, når han er på besøg.", "At tale med Rikke lige bagefter.", null],
            LeaderNotes = [null, "Det skal ingen stå alene med.", null, null, "To på besøg, og en fast plan, hvis det sker igen."],
            Agreed =
            [
                new("Vi er altid to, når den pårørende er på besøg", Doer.Leader, -18) { State = Promise.Done, Employee = (Helped.Yes, null), Leader = (Helped.Yes, null) },
                new("Mikkel taler med den pårørende sammen med visitationen", Doer.Leader, -2),
                new("Ida og Mikkel følger op i telefon hver fredag i en måned", Doer.Both, 4),
            ],
            Confirmed = [Doer.Employee, Doer.Leader], NextTalk = 3,
        },
        new("Yusuf Demir", "Mikkel Aagaard", -4) { Message = "Jeg vil gerne tale om nattevagterne.", Place = "Telefon: 20 00 00 17", Minutes = 30, Proposed = [2, 3], Planned = true },
        new("Maryam Hosseini", "Lone Hedegaard", -8)
        {
            LeaderInvites = true, Place = "Vagtstuen, før vagten", Message = "Du har taget mange nætter på det seneste. Hvordan har du det?", Proposed = [0], Planned = true,
            EmployeePrepared = [("E2.C", "E2.C1", "At komme ned på højst tre nætter i træk.")],
        },
        new("Samira Noor", FormerLeader, -95)
        {
            Message = "Jeg vil gerne tale om at gå lidt ned i tid.", Place = "Hjemmeplejen Vest, mødelokalet", Proposed = [-88], Planned = true, Held = true, Paused = -61,
            EmployeeNotes = ["Min far er syg, og jeg kører til Aarhus to gange om ugen.", "At være to steder på én gang.", "30 timer i et halvt år.", "At kollegerne bytter med mig.", null],
            LeaderNotes = [null, null, "Det kan lade sig gøre fra den første i måneden.", null, null],
            Agreed = [new("Samira går ned på 30 timer fra den første", Doer.Leader, -70) { State = Promise.Done }, new("Vi ser på det igen efter tre måneder", Doer.Both, 12)],
            Confirmed = [Doer.Employee, Doer.Leader],
        },
        new("Jens Ole Bak", FormerLeader, -72) { LeaderInvites = true, Message = "Skal vi tage den snak, vi talte om?", Place = "Kontoret", Proposed = [-50], Planned = true, Paused = -61 },
        new("Tove Damgaard", NewLeader, -13) { LeaderInvites = true, Message = "Jeg er ny og vil gerne høre, hvordan du har det. Alle får samme tilbud.", Place = "Kontoret", Proposed = [6, 7], Minutes = 45, Planned = true },
        new("Olena Kovalenko", "Henrik Lund", -5)
        {
            LeaderInvites = true, Message = "I would like to hear how the first months have been for you. English is fine.", Place = "My office, or a walk if you prefer", Proposed = [5, 6],
        },
        new("Piotr Zielinski", "Carsten Bruhn", -19)
        {
            Message = "My back. I would like to talk about which tasks I can do.", Place = "The workshop office", Proposed = [-11], Planned = true, Held = true,
            EmployeeNotes = ["Lifting kerbstones hurts, mowing does not. I can do a full day if I change tasks.", "The heavy lifts. Things go well with the team.", "Machines for the lifts, and two on the heavy jobs.", "Changing tasks before it hurts.", null],
            LeaderNotes = ["Piotr says which tasks go well and which do not. We leave it at that.", null, "The small crane is free on Mondays.", null, "Change of tasks after lunch, crane on Mondays."],
            Agreed = [new("The small crane is booked for the heavy lifts every Monday", Doer.Leader, -1), new("Piotr changes task after lunch, and says so if the plan does not fit", Doer.Employee, 18)],
            Confirmed = [Doer.Employee, Doer.Leader], NextTalk = 18,
        },
        new("Freja Aaen", "Carsten Bruhn", -7) { Message = "Jeg kunne godt tænke mig en snak om at være ny.", Place = "Skuret, over en kop kaffe", Proposed = [1], Minutes = 30, Planned = true },
        new("Kurt Olesen", "Niels Overgaard", -10) { LeaderInvites = true, Message = "Nu hvor I ikke har en leder på pladsen, vil jeg gerne høre, hvordan det går.", Place = "Genbrugspladsen", Proposed = [4], Planned = true },
        new("Zainab Karimi", "Marianne Vad", -3) { Message = "Har du en time til mig?", Place = "Uden for huset, helst", Proposed = [3, 4, 5] },
    ];
}
