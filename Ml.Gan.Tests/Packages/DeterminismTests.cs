using System.Reflection;
using System.Security.Cryptography;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Packages;

/// <summary>The same sources, built in another folder.</summary>
[TestClass]
[TestCategory("Packages")]
public sealed class DeterminismTests
{
    private static readonly string[] s_shared =
    [
        "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "CHANGELOG.md", ".editorconfig",
    ];

    [TestMethod]
    public void Another_folder_gives_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in s_shared)
            File.Copy(Path.Combine(BuiltFrom.Repository, name), folder[name]);
        Copy("packaging", folder);
        Copy("Ml.Gan/buildTransitive", folder);
        Copy("Ml.Gan.Onnx", folder);

        string version = typeof(OnnxGenerator).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        string revision = version.Contains('+') ? version[(version.IndexOf('+') + 1)..] : "";
        DotnetCommand.Run(
            folder["Ml.Gan.Onnx"], "build", "--configuration", BuiltFrom.Configuration, "--output", folder["built"],
            $"-p:SourceRevisionId={revision}").Succeeded();

        string here = PackageFeed.ProjectFile("Ml.Gan.Onnx");
        string built = Path.Combine(
            Path.GetDirectoryName(here)!, "obj", BuiltFrom.Configuration, "net10.0", "Ml.Gan.Onnx.dll");
        Assert.AreEqual(Hash(built), Hash(folder["built/Ml.Gan.Onnx.dll"]));
    }

    private static string Hash(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));

    private static void Copy(string name, TemporaryFolder target)
    {
        string root = Path.Combine(BuiltFrom.Repository, name);
        foreach (string file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            string path = Path.GetRelativePath(root, file);
            if (path.Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"))
                target.Write(Path.Combine(name, path), File.ReadAllBytes(file));
        }
    }
}
