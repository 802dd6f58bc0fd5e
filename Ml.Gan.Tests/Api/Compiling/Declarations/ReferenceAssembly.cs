using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Ml.Gan.Tests.Api.Compiling.Declarations;

/// <summary>
/// An assembly of declarations alone, made from the lines of an API list: what a compiler sees of the real one.
/// </summary>
internal static class ReferenceAssembly
{
    private static readonly CSharpCompilationOptions Options =
        new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true);

    /// <param name="name">The assembly's name.</param>
    /// <param name="lines">The lines of the list, without its header.</param>
    /// <param name="references">The assemblies that hold the other types which the lines mention.</param>
    /// <exception cref="FormatException">A line is not as <see cref="Listing.ApiLister"/> writes it.</exception>
    /// <exception cref="InvalidOperationException">The lines contradict each other or name unknown types.</exception>
    public static byte[] Build(string name, IEnumerable<string> lines, IEnumerable<MetadataReference> references)
    {
        var listed = CSharpSyntaxTree.ParseText(TypeSource.Write(ListedType.Parse(lines)));
        var compilation = CSharpCompilation.Create(name, [listed], references, Options);
        var unlisted = CSharpSyntaxTree.ParseText(ExplicitImplementations.Write(compilation));
        compilation = compilation.AddSyntaxTrees(unlisted);
        using var image = new MemoryStream();
        var result = compilation.Emit(image, options: new EmitOptions(metadataOnly: true));
        if (result.Success)
            return image.ToArray();
        var errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        throw new InvalidOperationException(
            $"The declarations of {name} do not compile:\n{string.Join('\n', errors.Select(Describe))}");
    }

    private static string Describe(Diagnostic error)
    {
        var text = error.Location.SourceTree?.GetText();
        string line = text?.Lines[error.Location.GetLineSpan().StartLinePosition.Line].ToString() ?? "";
        return $"{error.Id}: {error.GetMessage()}\n    {line}";
    }
}
