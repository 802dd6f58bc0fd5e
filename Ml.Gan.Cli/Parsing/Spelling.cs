namespace Ml.Gan.Cli.Parsing;

/// <summary>Sentences about names that there are not.</summary>
internal static class Spelling
{
    /// <summary>"There is no row 'gna'; did you mean 'gan'? There are gan, gan-r1."</summary>
    /// <param name="beginning">"There is no row 'gna'".</param>
    /// <param name="name">The name.</param>
    /// <param name="known">The names there are.</param>
    public static string NoSuch(string beginning, string name, IReadOnlyCollection<string> known) =>
        $"{beginning}{NearestName.Question(name, known)} There are {string.Join(", ", known)}.";
}
