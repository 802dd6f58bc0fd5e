namespace Ml.Gan.Tests.Notebooks;

/// <summary>A piece of code under a heading.</summary>
internal sealed record Cell(string Title, string Code)
{
    /// <summary>
    /// The code that a notebook and a program share: without blank lines, and without what only one of them knows,
    /// which is the directives for packages and projects, and <c>display</c>.
    /// </summary>
    public string[] SharedLines =>
        [
            .. Code.Split('\n')
                .Select(line => line.TrimEnd())
                .Where(line => line.Length > 0 && !line.StartsWith('#'))
                .Where(line => !line.StartsWith("display(", StringComparison.Ordinal)),
        ];
}
