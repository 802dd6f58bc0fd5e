using System.Diagnostics;
using System.Runtime.InteropServices;
using Ml.Gan.Tests.Cli.Exporting.Triton;

namespace Ml.Gan.Tests.Cli.Exporting;

/// <summary>
/// Protobuf's own reader of its text format, as in the package that the build generates code with: C# has none.
/// </summary>
internal static class Protoc
{
    /// <summary>Reads a configuration of Triton.</summary>
    public static ModelConfig Read(string path)
    {
        var start = new ProcessStartInfo(Executable(), [
            "--encode=ml_gan.triton.ModelConfig", $"--proto_path={AppContext.BaseDirectory}",
            "triton_model_config.proto"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Write(File.ReadAllText(path));
        process.StandardInput.Close();
        using var encoded = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(encoded);
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, errors);
        return ModelConfig.Parser.ParseFrom(encoded.ToArray());
    }

    private static string Executable()
    {
        string system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "macosx" : "linux";
        string processor = RuntimeInformation.RuntimeIdentifier.EndsWith("arm64", StringComparison.Ordinal)
            ? "arm64"
            : "x64";
        string folder = Path.Combine(BuiltFrom.PackagesFolder, "grpc.tools");
        return Directory.EnumerateFiles(folder, "protoc*", SearchOption.AllDirectories)
            .Where(path => path.Contains($"{system}_{processor}", StringComparison.Ordinal)
                && Path.GetFileNameWithoutExtension(path) == "protoc")
            .Order(StringComparer.Ordinal).LastOrDefault()
            ?? throw new AssertInconclusiveException($"Grpc.Tools has no protoc for {system} on {processor}.");
    }
}
