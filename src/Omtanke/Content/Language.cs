namespace Omtanke.Content;

/// <summary>The library in one language: the tools' texts by id and field, and the interface's words. There is no falling back to another language.</summary>
public sealed class Language
{
    readonly IReadOnlyDictionary<(string Id, string Field), Written> texts;

    internal Language(string code, Words words, IReadOnlyDictionary<(string Id, string Field), Written> texts) =>
        (Code, Words, this.texts) = (code, words, texts);

    /// <summary>As da.</summary>
    public string Code { get; }

    /// <summary>The interface's words.</summary>
    public Words Words { get; }

    /// <summary>A text as it is written.</summary>
    public string Text(string id, string field) => Find(id, field).Text;

    /// <summary>A text as HTML paragraphs and lists.</summary>
    public string Html(string id, string field) => Find(id, field).Html;

    /// <summary>A text as HTML without a paragraph around it, for labels and lines.</summary>
    public string Phrase(string id, string field) => Find(id, field).Phrase;

    /// <summary>A text as words alone, without any marks.</summary>
    public string Plain(string id, string field) => Prose.Plain(Find(id, field).Text);

    /// <summary>The same with the texts of a workplace's own tools.</summary>
    internal Language With(IEnumerable<IReadOnlyDictionary<(string Id, string Field), Written>> own)
    {
        var all = new Dictionary<(string Id, string Field), Written>(texts);
        foreach (var text in own.SelectMany(tool => tool)) all[text.Key] = text.Value;
        return new Language(Code, Words, all);
    }

    /// <summary>Whether the id has this field; then it has it in every language.</summary>
    public bool Has(string id, string field) => texts.ContainsKey((id, field));

    /// <summary>Every text and word there is, in a fixed order: what a mark of the edition is made of.</summary>
    public IEnumerable<string> Everything =>
        texts.OrderBy(text => text.Key.Id, StringComparer.Ordinal).ThenBy(text => text.Key.Field, StringComparer.Ordinal).Select(text => text.Value.Text)
            .Concat(Words.Keys.Order(StringComparer.Ordinal).Select(key => $"{key}: {Words[key]}"));

    internal IEnumerable<(string Id, string Field, Written Written)> All => texts.Select(text => (text.Key.Id, text.Key.Field, text.Value));

    Written Find(string id, string field) => texts.TryGetValue((id, field), out var written)
        ? written
        : throw new ContentException(new ContentError($"{Code}.yaml", 0, id, $"has no '{field}' in {Code}"));
}

/// <summary>A text, where it stands, and its HTML, made the first time somebody reads it.</summary>
sealed class Written(string text, string file, int line)
{
    readonly Lazy<string> html = new(() => Prose.Html(text));
    readonly Lazy<string> phrase = new(() => Prose.Phrase(text));

    internal string Text => text;
    internal string File => file;
    internal int Line => line;
    internal string Html => html.Value;
    internal string Phrase => phrase.Value;
}
