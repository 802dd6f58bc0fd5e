using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Ml.Gan.Tests.Api.Compiling;

/// <summary>What of a project file the compiler needs to know.</summary>
internal sealed class ProjectFile(string path)
{
    private static readonly string[] ImplicitUsings =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading",
        "System.Threading.Tasks",
    ];

    private readonly XDocument _xml = XDocument.Load(path);

    public string AssemblyName => Property("AssemblyName") ?? Path.GetFileNameWithoutExtension(path);

    public OutputKind OutputKind =>
        Property("OutputType") == "Exe" ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;

    /// <summary>The project files that it refers to.</summary>
    public IEnumerable<string> References =>
        Items("ProjectReference").Select(include => Path.GetFullPath(Path.Combine(Folder, include)));

    /// <summary>The files that are compiled.</summary>
    public IEnumerable<string> Sources => Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories)
        .Where(file => TopFolder(file) is not ("bin" or "obj"));

    /// <summary>What the build adds to the sources: global usings, and who may see what is internal.</summary>
    public string GeneratedSource =>
        UsingsSource(Items("Using")) + string.Concat(Items("InternalsVisibleTo").Select(InternalsVisibleToSource));

    private string Folder => Path.GetDirectoryName(path)!;

    /// <summary>The usings that every file of a project has, those of the SDK included.</summary>
    public static string UsingsSource(IEnumerable<string> more) =>
        string.Concat(ImplicitUsings.Concat(more).Select(name => $"global using {name};\n"));

    private static string InternalsVisibleToSource(string assembly) =>
        $"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{assembly}\")]\n";

    private string TopFolder(string file) => Path.GetRelativePath(Folder, file).Split(Path.DirectorySeparatorChar)[0];

    private IEnumerable<string> Items(string name) =>
        _xml.Descendants(name).Select(item => item.Attribute("Include")!.Value);

    private string? Property(string name) => _xml.Descendants(name).FirstOrDefault()?.Value;
}
