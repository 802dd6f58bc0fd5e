using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Ml.Gan.Tests.Notebooks;

namespace Ml.Gan.Tests.Readme;

/// <summary>
/// A program whose first lines name its packages, compiled with these and nothing else, as a new console project would be.
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

    /// <summary>What the compiler objects to, warnings included.</summary>
    public IReadOnlyList<Diagnostic> Problems =>
        [.. Compile().GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];

    /// <summary>Runs it to its end.</summary>
    public void Run()
    {
        using var program = new MemoryStream();
        var emitted = Compile().Emit(program);
        Assert.IsTrue(emitted.Success, string.Join('\n', emitted.Diagnostics));
        Assembly.Load(program.ToArray()).EntryPoint!.Invoke(null, [Array.Empty<string>()]);
    }

    private IEnumerable<string> Packages => AddPackage().Matches(Code).Select(match => match.Groups[1].Value);

    private CSharpCompilation Compile()
    {
        var code = CSharpSyntaxTree.ParseText(Code);
        bool isProgram = code.GetRoot().ChildNodes().OfType<GlobalStatementSyntax>().Any();
        var options = new CSharpCompilationOptions(
            isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        var references = PackageReferences.FrameworkPaths.Concat(Packages.SelectMany(PackageReferences.Load).Select(assembly => assembly.Location));
        return CSharpCompilation.Create(
            "Snippet",
            [CSharpSyntaxTree.ParseText(ImplicitUsings), code],
            references.Distinct().Select(path => MetadataReference.CreateFromFile(path)),
            options);
    }

    [GeneratedRegex("^// dotnet add package (.+)$", RegexOptions.Multiline)]
    private static partial Regex AddPackage();
}
