namespace Ml.Gan.Tests.Architecture;

/// <summary>
/// Dependencies among the groups of an assembly's types: namespaces, or layers of several.
/// </summary>
/// <param name="uses">Every use of another type of the assembly.</param>
/// <param name="group">Gives the name of the group of a type by the type's full name.</param>
internal sealed class NamespaceGraph(IReadOnlyCollection<TypeUse> uses, Func<string, string> group)
{
    private readonly Dictionary<string, ILookup<string, TypeUse>> _edges = uses
        .Where(use => group(use.From) != group(use.To))
        .GroupBy(use => group(use.From))
        .ToDictionary(from => from.Key, from => from.ToLookup(use => group(use.To)));

    /// <summary>The groups that use others.</summary>
    public IEnumerable<string> Groups => _edges.Keys;

    /// <summary>Uses of types of other groups by a group's types, by the used group.</summary>
    /// <param name="from">The group that uses.</param>
    public ILookup<string, TypeUse> UsesOf(string from) =>
        _edges.TryGetValue(from, out var uses) ? uses : Array.Empty<TypeUse>().ToLookup(use => use.To);

    /// <summary>
    /// The shortest cycle of groups, each using the next and the last the first; empty where there is none.
    /// </summary>
    public IReadOnlyList<string> ShortestCycle() =>
        Groups.Select(CycleThrough).Where(cycle => cycle.Count > 0).MinBy(cycle => cycle.Count) ?? [];

    /// <summary>Lines "From → To: types" for each step of a cycle, with at most ten uses each.</summary>
    /// <param name="cycle">Groups, each using the next and the last the first.</param>
    public string Describe(IReadOnlyList<string> cycle) => string.Join('\n', cycle.Select((from, index) =>
        Describe(from, cycle[(index + 1) % cycle.Count])));

    /// <summary>The line "From → To: types" with at most ten uses.</summary>
    /// <param name="from">The group that uses.</param>
    /// <param name="to">The used group.</param>
    public string Describe(string from, string to)
    {
        string[] found = UsesOf(from)[to].Select(use => $"{use.From} uses {use.To}").Distinct().Order().ToArray();
        return $"{from} → {to}: {string.Join(", ", found.Take(10))}{(found.Length > 10 ? ", …" : "")}";
    }

    private IReadOnlyList<string> CycleThrough(string start)
    {
        Dictionary<string, string> cameFrom = [];
        Queue<string> waiting = new([start]);
        while (waiting.TryDequeue(out string? at))
        {
            foreach (string next in UsesOf(at).Select(uses => uses.Key))
            {
                if (next == start)
                    return Path(cameFrom, start, at);
                if (cameFrom.TryAdd(next, at))
                    waiting.Enqueue(next);
            }
        }
        return [];
    }

    private static List<string> Path(Dictionary<string, string> cameFrom, string start, string end)
    {
        List<string> path = [end];
        while (path[^1] != start)
            path.Add(cameFrom[path[^1]]);
        path.Reverse();
        return path;
    }
}
