using System.Text.RegularExpressions;

namespace Omtanke.Tests.Content;

/// <summary>
/// One word for one thing: what the interface does not say, and what it says instead. The glossary of the catalogue decides where it has the word, else the plainest.
/// Mails are written <em>mail</em> in Danish and <em>e-mail</em> in English, as each language does.
/// </summary>
public sealed partial class OneWordTests
{
    /// <summary>The words that are not ours, as a pattern of whole words in any case; ours; and the keys, or what they begin with, where the other word means something else.</summary>
    static readonly (string Language, string Pattern, string Ours, string[] Except)[] table =
    [
        ("da", "e-mail(s|adresse|adresser)?", "mail", []),
        ("da", "skriv(er)? ud|skrevet ud|udskriv(er)?", "print", []),
        ("da", "smid(e|er|t)?|smidt", "slet, eller læg til side", []),
        ("da", "chef(en|er|erne)?", "leder", []),
        ("da", "virksomhed(en|er)?|firma(et)?", "arbejdsplads", []),
        ("da", "afdeling(en|er|erne)?", "enhed", []),
        ("da", "topledelse(n)?", "øverste ledelse", []),
        ("da", "snak(ken)?", "samtale", []),
        ("da", "blanket(ten)?", "skema", []),
        ("da", "fx|f\\.eks\\.", "for eksempel", []),
        ("da", "ejer(en)?", "den, der står for det", ["self-check."]),
        ("da", "svare(r|de)? for (det|den)", "står for", []),
        ("da", "la(de?|r)( \\w+)? ude|ladt ude", "tag ud", []),
        ("da", "hente?t? tilbage", "tag frem igen", []),
        ("da", "skrevet op", "noteret", []),
        ("da", "hvad (der er|er der) sket", "det er der sket", ["apv.change.what", "apv.errors.change-what", "case-consents.desk.over", "workshops.actions.audience.", "learning.talk.moved"]),
        ("da", "facilitator(en)?", "den, der styrer", ["workshops.plan.runs-text"]),
        ("da", "mønst(er|ret)", "QR-kode", []),
        ("da", "ide(en|er|erne)?", "idé", []),
        ("da", "fyldt? ud", "udfyld", []),
        ("da", "logg(e|er|et) på|log på", "log ind", []),
        ("en", "emails?|(?<!e-)mails?(?! server)", "e-mail", []),
        ("en", "log(ged|ging)? (in|out)", "sign in, sign out", []),
        ("en", "compan(y|ies)|firms?", "workplace", []),
        ("en", "boss|managers?", "leader", []),
        ("en", "departments?", "unit", []),
        ("en", "thr[oe]wn?( \\w+)? away|throw away", "delete", []),
        ("en", "eras(e|es|ed|ing)", "delete", []),
        ("en", "mend(s|ed|ing)?", "change, or correct", []),
        ("en", "answer(s|ed)? for (it|the action|this|each)", "is responsible for", []),
        ("en", "call(s|ed)? (it |the \\w+ )?off", "cancel", []),
        ("en", "(get|take|fetch)( it| all of it)? as \\w+", "download as", []),
        ("en", "fetch(es|ed)?", "download, or get", []),
        ("en", "for instance", "for example", []),
        ("en", "no,? thanks", "no, thank you", []),
        ("en", "leaders.? assessment", "leader APV", []),
        ("en", "in all(?= [a-z]|\\.|$)(?! (four|of))", "in total", []),
        ("en", "(re)?load the page again", "reload the page", []),
    ];

    public static TheoryData<string, string> Rows => [.. table.Select(row => (row.Language, row.Pattern))];

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_interface_has_one_word_for_one_thing(string language, string pattern)
    {
        var (_, _, ours, except) = table.Single(row => (row.Language, row.Pattern) == (language, pattern));
        var other = new Regex($@"(?<![\p{{L}}-])({pattern})(?![\p{{L}}-])", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(5));
        var words = Visits.Library.In(language).Words;
        words.Keys.Where(key => !except.Any(known => key.StartsWith(known, StringComparison.Ordinal)) && other.IsMatch(Hole().Replace(words[key], "")))
            .Select(key => $"{key}: {words[key]} (we say: {ours})").ShouldBeEmpty();
    }

    [Fact]
    public void An_exception_that_is_no_longer_needed_goes()
    {
        foreach (var (language, pattern, _, except) in table)
            foreach (var known in except)
                Visits.Library.In(language).Words.Keys.Where(key => key.StartsWith(known, StringComparison.Ordinal))
                    .ShouldContain(key => Regex.IsMatch(Visits.Library.In(language).Words[key], pattern, RegexOptions.IgnoreCase, TimeSpan.FromSeconds(5)), $"{known}: {pattern}");
    }

    [GeneratedRegex(@"\{\w+\}", RegexOptions.None, 1000)]
    private static partial Regex Hole();
}
