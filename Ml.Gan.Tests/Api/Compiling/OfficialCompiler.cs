using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Ml.Gan.Tests.Api.Compiling;

/// <summary>Compiles the repository's code against the official packages.</summary>
internal static class OfficialCompiler
{
    /// <summary>A partial member without a body: source generators, which would write it, do not run here.</summary>
    private const string MissingPart = "CS8795";

    private static readonly CSharpParseOptions Syntax = new CSharpParseOptions(LanguageVersion.Latest)
        .WithFeatures([new("FileBasedProgram", "true")]);

    private static readonly CSharpCompilationOptions Library = new(
        OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable);

    private static readonly Dictionary<string, CSharpCompilation> Projects = [];

    /// <summary>Compiles a project, and those that it refers to first.</summary>
    public static CSharpCompilation Project(string path)
    {
        if (Projects.TryGetValue(path, out var known))
            return known;
        var project = new ProjectFile(path);
        var sources = project.Sources.Select(file => Parse(File.ReadAllText(file), file));
        return Projects[path] = CSharpCompilation.Create(
            project.AssemblyName,
            sources.Prepend(Parse(project.GeneratedSource)),
            References(project.References),
            Library.WithOutputKind(project.OutputKind));
    }

    /// <summary>Compiles a file over a project: a console program where it has statements, else a library.</summary>
    public static CSharpCompilation Program(string code, string path, string project)
    {
        var tree = Parse(code, path);
        var kind = tree.GetCompilationUnitRoot().Members.Any(SyntaxKind.GlobalStatement)
            ? OutputKind.ConsoleApplication
            : OutputKind.DynamicallyLinkedLibrary;
        return CSharpCompilation.Create(
            "Program",
            [Parse(ProjectFile.UsingsSource([])), tree],
            References([project]),
            Library.WithOutputKind(kind));
    }

    /// <summary>The errors, each with its file and line.</summary>
    public static string[] Errors(CSharpCompilation compilation) =>
        [.. compilation.GetDiagnostics().Where(IsError).Select(diagnostic => diagnostic.ToString())];

    private static bool IsError(Diagnostic diagnostic) =>
        diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != MissingPart;

    private static IEnumerable<MetadataReference> References(IEnumerable<string> projects)
    {
        var compiled = projects.Where(Repository.UsesOfficialPackages).Select(Project);
        return [.. OfficialStack.References, .. compiled.Select(compilation => compilation.ToMetadataReference())];
    }

    private static SyntaxTree Parse(string code, string path = "") => CSharpSyntaxTree.ParseText(code, Syntax, path);
}
