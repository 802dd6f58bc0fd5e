using System.Reflection;

namespace Ml.Gan;

/// <summary>Catalog of this library's parts of one kind, by name. See <see cref="Catalog"/>.</summary>
/// <typeparam name="T">The kind: a record type that its parts derive from.</typeparam>
public sealed class Catalog<T>
    where T : class
{
    private readonly string _option;
    private readonly string _kind;
    private readonly Dictionary<string, T> _parts;
    private readonly Dictionary<string, string> _formerNames;

    internal Catalog(string option, string kind, Func<T, string> nameOf)
    {
        (_option, _kind) = (option, kind);
        var listed =
            from type in typeof(Catalog<T>).Assembly.GetTypes()
            where typeof(T).IsAssignableFrom(type)
            let attribute = type.GetCustomAttribute<CatalogEntryAttribute>()
            where attribute is not null
            let part = (T)Activator.CreateInstance(type)!
            let name = part is ITakesArgument<T> ? nameOf(part).Split(':')[0] : nameOf(part)
            orderby name
            select (Part: part, Entry: attribute.EntryFor(name));
        var parts = listed.ToArray();
        Entries = [.. parts.Select(part => part.Entry)];
        _parts = parts.ToDictionary(part => part.Entry.Name, part => part.Part);
        _formerNames = Entries.SelectMany(entry => entry.FormerNames, (entry, former) => (former, entry.Name))
            .ToDictionary();
    }

    /// <summary>All parts, by name.</summary>
    public IReadOnlyList<CatalogEntry> Entries { get; }

    /// <summary>All parts, by name.</summary>
    internal IEnumerable<T> Parts => Entries.Select(entry => _parts[entry.Name]);

    /// <summary>The part that a text names: <c>name</c>, or <c>name:argument</c> where the part takes one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="notice">
    /// Is told, in one sentence, of a name that the part had formerly. Default null: nobody is.
    /// </param>
    /// <exception cref="GanOptionException">There is no such part, or its argument can't be used.</exception>
    public T Parse(string text, Action<string>? notice = null)
    {
        string[] split = text.Split(':', 2);
        string name = _formerNames.GetValueOrDefault(split[0], split[0]);
        if (!_parts.TryGetValue(name, out var part))
            throw new GanOptionException(
                _option,
                $"There is no {_kind} '{name}'{NearestName.Question(name, _parts.Keys)} "
                + $"There are {string.Join(", ", _parts.Keys)}.");
        if (name != split[0])
            notice?.Invoke($"The {_kind} {split[0]} is called {name} now.");
        if (split.Length == 1)
            return part;
        return part is ITakesArgument<T> takesArgument
            ? takesArgument.WithArgument(split[1])
            : throw new GanOptionException(_option, $"The {_kind} {name} takes no argument, but '{text}' gives one.");
    }
}

/// <summary>What there is to know of a part before it is used.</summary>
/// <param name="Name">Name on the command line, for example <c>hinge</c>.</param>
/// <param name="Argument">
/// What may follow the name after a colon, for example "the slope ν, at most 1; default 0.2"; null for nothing.
/// </param>
/// <param name="Description">One line.</param>
/// <param name="Paper">Authors and year of where it was published; null where no paper is behind it.</param>
public sealed record CatalogEntry(string Name, string? Argument, string Description, string? Paper)
{
    /// <summary>Names that it had in earlier versions, which are read still. Default none.</summary>
    public IReadOnlyList<string> FormerNames { get; init; } = [];
}

/// <summary>Puts a type with a parameterless constructor into the <see cref="Catalog{T}"/> of its kind.</summary>
/// <param name="description">One line.</param>
/// <param name="paper">Authors and year; null where no paper is behind it. Default null.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class CatalogEntryAttribute(string description, string? paper = null) : Attribute
{
    /// <summary>What may follow the name after a colon; the type is an <see cref="ITakesArgument{T}"/> then.</summary>
    public string? Argument { get; init; }

    /// <summary>Names of earlier versions.</summary>
    public string[] FormerNames { get; init; } = [];

    public string Description => description;

    public CatalogEntry EntryFor(string name) => new(name, Argument, description, paper) { FormerNames = FormerNames };
}

/// <summary>Makes a whole number of a part an option of the command line.</summary>
/// <param name="option">The option, for example <c>--width</c>.</param>
/// <param name="minimum">The least value; less, which only a default can be, stands for none.</param>
/// <param name="maximum">The greatest value.</param>
/// <param name="description">One sentence.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CatalogSettingAttribute(string option, int minimum, int maximum, string description) : Attribute
{
    public string Option => option;

    public int Minimum => minimum;

    public int Maximum => maximum;

    public string Description => description;

    /// <summary>The default in words; null for the numbers that the parts have.</summary>
    public string? Default { get; init; }
}

/// <summary>A part whose name may be followed by a colon and an argument.</summary>
/// <typeparam name="T">The kind of part.</typeparam>
internal interface ITakesArgument<out T>
{
    /// <summary>The part with what <paramref name="argument"/> says.</summary>
    /// <exception cref="GanOptionException">The argument can't be read, or says what is not allowed.</exception>
    T WithArgument(string argument);
}
