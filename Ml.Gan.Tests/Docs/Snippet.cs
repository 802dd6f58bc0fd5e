using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Ml.Gan.Tests.Notebooks;

namespace Ml.Gan.Tests.Docs;

/// <summary>
/// Program whose first lines name its packages, compiled with these and nothing else, as a new console project is.
/// </summary>
internal sealed partial record Snippet(string Code)
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>The SDK leaves out warnings about versions of assemblies in new projects too.</summary>
    private static readonly Dictionary<string, ReportDiagnostic> s_ofNewProjects = new()
    {
        ["CS1701"] = ReportDiagnostic.Suppress,
        ["CS1702"] = ReportDiagnostic.Suppress,
    };

    /// <summary>What the compiler objects to, warnings included.</summary>
    public IReadOnlyList<Diagnostic> Problems =>
        [.. Compile().GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];

    /// <summary>Lines of the types that it declares.</summary>
    public IEnumerable<string> Declarations => CSharpSyntaxTree.ParseText(Code).GetRoot().ChildNodes()
        .OfType<BaseTypeDeclarationSyntax>()
        .SelectMany(type => type.ToString().Split('\n'));

    /// <summary>The program with another number of training steps.</summary>
    public Snippet WithSteps(long steps)
    {
        string code = Steps().Replace(Code, match => $"{match.Groups["option"].Value}{steps}");
        Assert.AreNotEqual(Code, code, "the number of steps is not where the test lowers it");
        return new Snippet(code);
    }

    /// <summary>Runs it to its end.</summary>
    public void Run() => Load().EntryPoint!.Invoke(null, [Array.Empty<string>()]);

    /// <summary>The compiled program.</summary>
    public Assembly Load()
    {
        using var program = new MemoryStream();
        var emitted = Compile().Emit(program);
        Assert.IsTrue(emitted.Success, string.Join('\n', emitted.Diagnostics));
        return Assembly.Load(program.ToArray());
    }

    private IEnumerable<string> Packages => AddPackage().Matches(Code).Select(match => match.Groups[1].Value);

    private CSharpCompilation Compile()
    {
        var code = CSharpSyntaxTree.ParseText(Code);
        bool isProgram = code.GetRoot().ChildNodes().OfType<GlobalStatementSyntax>().Any();
        var options = new CSharpCompilationOptions(
            isProgram
                ? Microsoft.CodeAnalysis.OutputKind.ConsoleApplication
                : Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable,
            specificDiagnosticOptions: s_ofNewProjects);
        var references = PackageReferences.FrameworkPaths
            .Concat(Packages.SelectMany(PackageReferences.Load).Select(assembly => assembly.Location));
        return CSharpCompilation.Create(
            "Snippet",
            [CSharpSyntaxTree.ParseText(ImplicitUsings), code],
            references.Distinct().Select(path => MetadataReference.CreateFromFile(path)),
            options);
    }

    [GeneratedRegex(@"\b(?<option>Steps = |steps: )[\d_]+\b")]
    private static partial Regex Steps();

    [GeneratedRegex("^// dotnet add package (.+)$", RegexOptions.Multiline)]
    private static partial Regex AddPackage();
}
