using System.IO.Compression;
using System.Xml.Linq;

namespace Ml.Gan.Tests.Packages;

/// <summary>A .nupkg file, read as what it is: an archive with a manifest.</summary>
internal sealed class PackageFile : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly XElement _metadata;

    public PackageFile(string path)
    {
        _archive = ZipFile.OpenRead(path);
        string manifest = Names.Single(name => name.EndsWith(".nuspec", StringComparison.Ordinal));
        using var stream = _archive.GetEntry(manifest)!.Open();
        _metadata = XElement.Load(stream).Elements().Single(element => element.Name.LocalName == "metadata");
    }

    /// <summary>Files in it.</summary>
    public string[] Names => [.. _archive.Entries.Select(entry => entry.FullName)];

    /// <summary>Packages that it asks for.</summary>
    public string[] Dependencies =>
        [.. _metadata.Descendants().Where(element => element.Name.LocalName == "dependency")
            .Select(element => element.Attribute("id")!.Value).Order(StringComparer.Ordinal)];

    /// <summary>A text of the manifest; null where there is none.</summary>
    public string? Text(string name) =>
        _metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

    /// <summary>What the manifest says the license is.</summary>
    public (string Type, string Text) License
    {
        get
        {
            var license = _metadata.Elements().Single(element => element.Name.LocalName == "license");
            return (license.Attribute("type")!.Value, license.Value);
        }
    }

    public byte[] Read(string name)
    {
        using var stream = _archive.GetEntry(name)!.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    public void Dispose() => _archive.Dispose();
}
