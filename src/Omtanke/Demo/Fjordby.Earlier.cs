using Omtanke.Conversations;

namespace Omtanke.Demo;

/// <summary>What went before in Fjordby: two years of conversations that are over, most of them kept a while still.</summary>
public static partial class Fjordby
{
    private static IEnumerable<Story> Earlier =>
    [
        new("Maja Holm", "Henrik Lund", -205)
        {
            Name = "maja-first", Message = "Jeg har det ikke godt på arbejdet for tiden og vil gerne tale om det.", Place = "Mødelokalet på 1. sal", Proposed = [-199, -198], Planned = true, Held = true,
            Companion = new Companion("Camilla Juhl", "TR", null),
            EmployeeNotes =
            [
                "Jeg er træt hele tiden og sover dårligt. Jeg bliver kort for hovedet, og sådan er jeg ikke.",
                "Jeg kører med en ny makker hver dag og skal forklare det samme igen og igen. Aftenerne er værst.",
                "En fast makker. Og at jeg kan sige fra, når der er lagt for mange besøg ind.",
                "Da jeg havde fast makker sidste år, gik det fint.",
                null,
            ],
            LeaderNotes =
            [
                "Maja fortæller åbent. Det er godt, at hun er kommet.",
                "Jeg vidste ikke, at makkerne skiftede så meget.",
                null, null,
                "En fast makker er det første. Så ser vi på aftenerne.",
            ],
            Agreed =
            [
                new("Maja får fast makker fra den første i måneden", Doer.Leader, -180) { State = Promise.Done, Employee = (Helped.Yes, "Den største forskel af alt."), Leader = (Helped.Yes, null) },
                new("Maja ringer til Henrik, når der er lagt mere end ti besøg ind", Doer.Employee, -170) { State = Promise.Done, Employee = (Helped.Partly, "Jeg glemmer det, når jeg har travlt."), Leader = (Helped.Partly, null) },
                new("Aftenvagterne ser vi på, når makkeren er på plads", Doer.Both, -120) { State = Promise.CarriedOver },
            ],
            Confirmed = [Doer.Employee, Doer.Leader], NextTalk = -100, Ended = (Moment.Closed, -44),
        },
        new("Jonas Bech", "Henrik Lund", -400)
        {
            Place = "Kontoret", Proposed = [-392], Planned = true, Held = true, Months = 24,
            EmployeeNotes = ["Som AMR får jeg meget at vide og kan ikke altid sige det videre.", "At bære andres historier.", "Tid til det. Jeg har ingen.", "At tale med de andre AMR.", null],
            LeaderNotes = [null, null, "Tiden skal stå i planen, ellers bliver den ædt.", null, null],
            Agreed = [new("Fire timer om måneden til AMR-arbejdet, skrevet i planen", Doer.Leader, -370) { State = Promise.Done, Employee = (Helped.Yes, null), Leader = (Helped.Yes, "Det skulle vi have gjort for længst.") }],
            Confirmed = [Doer.Employee, Doer.Leader], Ended = (Moment.Closed, -300),
        },
        new("Line Østergaard", "Henrik Lund", -330)
        {
            LeaderInvites = true, Message = "Du har været igennem meget. Har du lyst til en snak?", Place = "En gåtur", Proposed = [-325], Planned = true, Held = true,
            EmployeeNotes = ["Det er tungt efter min mors død. På arbejdet er det faktisk lettest.", "De aftener, hvor jeg kommer i hjem, der ligner hendes.", "At bytte to borgere i en periode.", "At I ikke lader, som om ingenting er sket.", null],
            Agreed = [new("Line bytter to besøg med Dorthe indtil videre", Doer.Leader, -320) { State = Promise.Done, Employee = (Helped.Yes, null) }],
            Confirmed = [Doer.Employee, Doer.Leader], Ended = (Moment.Closed, -240),
        },
        new("Pia Frandsen", "Henrik Lund", -14) { LeaderInvites = true, Message = "Skal vi tage en snak om, hvordan det går?", Place = "Mit kontor", Proposed = [-9, -8], Ended = (Moment.Declined, -11), Regret = Regrets.Thanks },
        new("Hassan Ali", "Henrik Lund", -45) { LeaderInvites = true, Message = "Kaffe og en snak, når vagten passer?", Place = "Kontoret", Proposed = [-40, -38], Ended = (Moment.Lapsed, -8) },
        new("Hassan Ali", "Henrik Lund", -16) { Message = "Jeg ville gerne have talt om vagterne, men det har løst sig.", Place = "Kontoret", Proposed = [-8], Ended = (Moment.Withdrawn, -12) },
        new("Johanne Bisgaard", "Aisha Rahman", -260)
        {
            Form = Form.Stress, Place = "Skolens mødelokale", Proposed = [-255], Planned = true, Held = true, StressTypes = ["T05.Y1"],
            EmployeeNotes = ["Hjertebanken søndag aften. Jeg retter opgaver til midnat.", "Fire klasser i dansk og ingen forberedelse i skemaet.", "Færre opgaver, der skal rettes på skrift.", "At stå af holdet til skolefesten. Det hjalp.", null],
            LeaderNotes = [null, "Skemaet er mit ansvar.", null, null, "Et nyt skema efter vinterferien."],
            Agreed =
            [
                new("Skemaet får to sammenhængende timer til forberedelse", Doer.Leader, -230) { State = Promise.Done, Employee = (Helped.Yes, "Søndagene er mine igen."), Leader = (Helped.Yes, null) },
                new("Johanne retter højst to stilesæt om ugen", Doer.Employee, -235) { State = Promise.Done, Employee = (Helped.Partly, null), Leader = (Helped.Yes, null) },
            ],
            Confirmed = [Doer.Employee, Doer.Leader], Ended = (Moment.Closed, -180),
        },
        new("Viktor Lykke", "Aisha Rahman", -15) { LeaderInvites = true, Message = "Jeg vil gerne høre, hvordan du har det.", Place = "Kontoret", Proposed = [-9], Ended = (Moment.Declined, -12), Regret = Regrets.Later },
        new("Hanne Gade", "Aisha Rahman", -60)
        {
            Message = "Som AMR hører jeg en del. Jeg vil gerne tale om, hvordan jeg selv har det med det.", Place = "Gåtur", Proposed = [-55], Planned = true, Held = true,
            EmployeeNotes = ["Det går, men jeg tager det med hjem.", null, "At vi taler sammen en gang om måneden.", null, null], Ended = (Moment.Closed, -30),
        },
        new("Signe Winther", "Henrik Lund", -500)
        {
            Place = "Kontoret", Proposed = [-492], Planned = true, Held = true, Months = 24,
            EmployeeNotes = ["Jeg passer ikke ind på holdet og går hjem med ondt i maven.", "Tonen i bilen om morgenen.", "At prøve et andet hold.", null, null],
            LeaderNotes = [null, "Tonen tager jeg op med alle, uden at nævne navne.", null, null, null],
            Agreed = [new("Signe prøver Hjemmeplejen Vest fra efteråret", Doer.Both, -400) { State = Promise.Done, Employee = (Helped.Yes, "Det var det rigtige."), Leader = (Helped.Yes, null) }],
            Confirmed = [Doer.Employee, Doer.Leader], Ended = (Moment.Closed, -390),
        },
        new("Kim Lauritsen", FormerLeader, -300) { Place = "Kontoret", Proposed = [-295], Planned = true, Held = true, EmployeeNotes = ["Jeg savner at blive spurgt.", null, "Et møde om ugen, hvor alle taler.", null, null], Ended = (Moment.Closed, -200) },
        new("Trine Elkjær", FormerLeader, -130)
        {
            Name = "trine-first", Place = "Kontoret", Proposed = [-124], Planned = true, Held = true,
            EmployeeNotes = ["Jeg er den eneste, der kan det nye system, og alle spørger mig.", null, "At en til lærer det.", null, null],
            Agreed = [new("Kim lærer systemet, så Trine ikke er alene om det", Doer.Leader, -40)],
            Confirmed = [Doer.Employee, Doer.Leader], Paused = -61, Ended = (Moment.HandedOver, -50),
        },
        new("Trine Elkjær", NewLeader, -50)
        {
            Follows = "trine-first", Message = "Jeg vil gerne fortsætte det, jeg aftalte med Poul.", Place = "Kontoret", Proposed = [-43], Planned = true, Held = true,
            EmployeeNotes = ["Det samme som før. Det er stadig mig, alle spørger.", null, "Kim vil gerne lære det.", null, null],
            LeaderNotes = [null, null, "Godt, at du tog det med videre.", null, null],
            Agreed = [new("Kim lærer systemet, så Trine ikke er alene om det", Doer.Leader, -7)],
            Confirmed = [Doer.Employee, Doer.Leader], NextTalk = 1,
        },
        new("Stefan Kruse", "Lone Hedegaard", -420)
        {
            LeaderInvites = true, Place = "Vagtstuen", Proposed = [-415], Planned = true, Held = true, Months = 24,
            EmployeeNotes = ["Nætterne er fine. Det er dagene, jeg ikke kan sove.", "Naboens byggeri. Og at jeg siger ja til ekstra vagter.", "Ingen ekstra vagter i en måned.", null, null],
            Agreed = [new("Stefan bliver ikke ringet op om ekstra vagter i en måned", Doer.Leader, -385) { State = Promise.Done, Employee = (Helped.Yes, null), Leader = (Helped.TooEarly, null) }],
            Confirmed = [Doer.Employee, Doer.Leader], Ended = (Moment.Closed, -350),
        },
        new("Grethe Lind", "Mikkel Aagaard", -220)
        {
            Place = "Havestuen", Proposed = [-214], Planned = true, Held = true,
            EmployeeNotes = ["Knæene driller, men jeg vil gerne blive til pensionen.", "Trapperne i fløj C. Resten går godt.", "Fløj A og B.", "At gå mere og løfte mindre.", null],
            LeaderNotes = ["Vi taler om opgaverne, ikke om knæet.", null, "Fløj A kan lade sig gøre.", null, null],
            Agreed = [new("Grethe har fløj A og B fast", Doer.Leader, -200) { State = Promise.Done, Employee = (Helped.Yes, "Jeg kan igen gå hjem uden at være færdig."), Leader = (Helped.Yes, null) }],
            Confirmed = [Doer.Employee, Doer.Leader], Ended = (Moment.Closed, -140),
        },
        new("Katrine Vang", "Marianne Vad", -355)
        {
            // Kept twelve months after closing, so it is erased soon: both have been told.
            LeaderInvites = true, Place = "Kontoret", Proposed = [-361 + 12], Planned = true, Held = true, Months = 11,
            EmployeeNotes = ["Larmen. Jeg er øm i ørerne, når jeg går.", "For mange børn i ét rum efter kl. 14.", "At dele gruppen.", null, null],
            Agreed = [new("Gruppen deles hver dag efter kl. 14", Doer.Leader, -340) { State = Promise.Done, Employee = (Helped.Yes, null), Leader = (Helped.Yes, null) }],
            Confirmed = [Doer.Employee, Doer.Leader], Ended = (Moment.Closed, -326),
        },
        new("Bjarke Steen", "Marianne Vad", -75) { Message = "Jeg vil gerne tale om at være den eneste mand på stuen.", Place = "En bænk udenfor", Proposed = [-70], Planned = true, Held = true, EmployeeNotes = ["Nogle forældre kigger en ekstra gang. Det gør noget ved mig.", null, "At vi taler om det på et møde.", null, null], LeaderNotes = [null, "Det tager jeg op. Det er ikke din opgave.", null, null, null], Ended = (Moment.Closed, -20) },
        new("Dennis Hyldgaard", "Carsten Bruhn", -610)
        {
            Place = "Skuret", Proposed = [-604], Planned = true, Held = true, Months = 36,
            EmployeeNotes = ["Jeg har fået et barn, der ikke sover. Jeg møder, men jeg er ikke vågen.", null, "At møde kl. 8 i stedet for kl. 6.", null, null],
            Agreed = [new("Dennis møder kl. 8 frem til sommer", Doer.Leader, -590) { State = Promise.Done, Employee = (Helped.Yes, "Det reddede os."), Leader = (Helped.Yes, null) }],
            Confirmed = [Doer.Employee, Doer.Leader], Ended = (Moment.Closed, -450),
        },
        new("Allan Ploug", "Carsten Bruhn", -180) { LeaderInvites = true, Message = "Hvordan går det efter ulykken på Havnevej?", Place = "Bilen, efter frokost", Proposed = [-176], Planned = true, Held = true, EmployeeNotes = ["Jeg ser den for mig, når jeg kører forbi.", "At det kunne have været mig.", "At vi altid spærrer af, også ved de små opgaver.", "At I spurgte samme dag.", null], LeaderNotes = [null, null, "Afspærring hver gang. Det er besluttet nu.", null, null], Ended = (Moment.Closed, -120) },
        new("Inger Dahl", "Marianne Vad", -14) { LeaderInvites = true, Place = "Kontoret", Message = "Skal vi tage en snak?", Proposed = [-7], Ended = (Moment.Declined, -10), Regret = Regrets.AnotherWay },
        new("Erik Toft", "Susanne Bruun", -270) { Place = "Rådhuset", Proposed = [-262], Planned = true, Held = true, EmployeeNotes = ["Jeg ved ikke, om det, jeg laver, bliver brugt.", null, "At høre, hvad der skete med rapporten.", null, null], LeaderNotes = [null, "Jeg har glemt at sige det højt: den blev brugt.", null, null, null], Ended = (Moment.Closed, -250) },
    ];
}
