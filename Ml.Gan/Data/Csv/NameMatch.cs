namespace Ml.Gan.Data.Csv;

/// <summary>
/// Matches the names in a CSV file with those of samples: a name is the sample's whole name, or its part after the last
/// slash where only one sample has that.
/// </summary>
/// <param name="path">The CSV file.</param>
/// <param name="given">The names in it.</param>
/// <param name="lines">The line of each.</param>
internal sealed class NameMatch(string path, IReadOnlyList<string> given, int[] lines)
{
    /// <summary>Rows of the file in the order of samples.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="data">Name of the samples' source.</param>
    /// <param name="names">Names of the samples.</param>
    /// <exception cref="GanDataException">A sample has no row or two, or a row no sample.</exception>
    public float[][] RowsFor(float[][] rows, string data, IReadOnlyList<string> names) =>
        [.. Find(data, names, mayRepeat: false).Select(found => rows[found[0]])];

    /// <summary>Numbers of the rows of each sample, of which it may have several.</summary>
    /// <param name="data">Name of the samples' source.</param>
    /// <param name="names">Names of the samples.</param>
    /// <exception cref="GanDataException">A sample has no row, or a row no sample.</exception>
    public IReadOnlyList<int>[] ListsFor(string data, IReadOnlyList<string> names) =>
        Find(data, names, mayRepeat: true);

    private List<int>[] Find(string data, IReadOnlyList<string> names, bool mayRepeat)
    {
        var samples = names.Select((name, index) => (name, index)).ToArray();
        var byName = samples.ToDictionary(sample => sample.name, sample => sample.index);
        var byShortName = samples.ToLookup(sample => ShortName(sample.name), sample => sample.index);
        List<int>[] rowsOf = [.. names.Select(_ => new List<int>())];
        List<string> unknown = [], several = [], twice = [];
        for (int i = 0; i < given.Count; i++)
        {
            string name = byName.ContainsKey(given[i]) ? given[i] : given[i].Replace('\\', '/');
            name = name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;
            int[] found = byName.TryGetValue(name, out int one) ? [one] : [.. byShortName[name]];
            string place = $"'{given[i]}' in line {lines[i]}";
            if (found.Length == 0)
                unknown.Add(place);
            else if (found.Length > 1)
                several.Add($"{place} ('{names[found[0]]}', '{names[found[1]]}')");
            else if (rowsOf[found[0]] is [var first, ..] && !mayRepeat)
                twice.Add($"{place} (also in line {lines[first]})");
            else
                rowsOf[found[0]].Add(i);
        }
        string[] missing = [.. names.Where((_, sample) => rowsOf[sample].Count == 0).Select(name => $"'{name}'")];
        string[] faults =
        [
            .. Fault(unknown, "names no sample", "name no sample"),
            .. Fault(several, "names several samples", "name several samples"),
            .. Fault(twice, "names a sample again", "name a sample again"),
            .. missing.Length == 0 ? (string[])[]
                :
                [
                    $"{ShortText.Count(missing.Length, "sample has", "samples have")} no line: "
                    + ShortText.List(missing),
                ],
        ];
        return faults.Length == 0
            ? rowsOf
            : throw new GanDataException($"'{path}' doesn't match '{data}': {string.Join("; ", faults)}.");
    }

    private static IEnumerable<string> Fault(List<string> places, string one, string many) => places.Count == 0 ? []
        : [$"{ShortText.Count(places.Count, $"line {one}", $"lines {many}")}: {ShortText.List(places)}"];

    private static string ShortName(string name) => name[(name.LastIndexOf('/') + 1)..];
}
