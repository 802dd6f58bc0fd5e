using System.Reflection;

namespace Ml.Gan.Catalogs;

/// <summary>The parts of one kind that this library has, by name. See <see cref="Catalog"/>.</summary>
/// <typeparam name="T">The kind: a record type that its parts derive from.</typeparam>
public sealed class Catalog<T>
    where T : class
{
    private readonly string _option;
    private readonly string _kind;
    private readonly Dictionary<string, T> _parts;

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
            select (Part: part, Entry: new CatalogEntry(name, attribute.Argument, attribute.Description, attribute.Paper));
        var parts = listed.ToArray();
        Entries = [.. parts.Select(part => part.Entry)];
        _parts = parts.ToDictionary(part => part.Entry.Name, part => part.Part);
    }

    /// <summary>All parts, by name.</summary>
    public IReadOnlyList<CatalogEntry> Entries { get; }

    /// <summary>All parts, by name.</summary>
    internal IEnumerable<T> Parts => Entries.Select(entry => _parts[entry.Name]);

    /// <summary>The part that a text names: <c>name</c>, or <c>name:argument</c> where the part takes one.</summary>
    /// <exception cref="GanOptionException">There is no such part, or its argument can't be used.</exception>
    public T Parse(string text)
    {
        string[] split = text.Split(':', 2);
        if (!_parts.TryGetValue(split[0], out var part))
            throw new GanOptionException(_option, $"There is no {_kind} '{split[0]}'. There are {string.Join(", ", _parts.Keys)}.");
        if (split.Length == 1)
            return part;
        return part is ITakesArgument<T> takesArgument
            ? takesArgument.WithArgument(split[1])
            : throw new GanOptionException(_option, $"The {_kind} {split[0]} takes no argument, but '{text}' gives one.");
    }
}
