namespace Ml.Gan.Tests.Notebooks;

/// <summary>The program beside a notebook, divided where its comments have the notebook's headings.</summary>
internal static class FileBasedProgram
{
    private const string HeadingMark = "// ## ";

    public static IReadOnlyList<Cell> Read(string name)
    {
        var sections = File.ReadAllText(Notebook.PathOf(name)).Split("\n" + HeadingMark).Skip(1);
        return
        [
            .. sections
                .Select(section => section.Split('\n', 2))
                .Select(parts => new Cell(parts[0].Trim(), parts[1])),
        ];
    }
}
