using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Ml.Gan.Tests.Api.Compiling.Declarations;

namespace Ml.Gan.Tests.Api.Compiling;

/// <summary>
/// The assemblies that code meets when it is compiled against the official packages. Whatever stack the tests run on,
/// TorchSharp and ML.NET are here one assembly of declarations, made from the lists in Api/official.
/// </summary>
/// <remarks>
/// What the lists leave out goes unseen: attributes (a member that is obsolete as an error), internal abstract members.
/// </remarks>
internal static class OfficialStack
{
    /// <summary>What the lists mention but do not hold.</summary>
    public static readonly string[] Unlisted =
    [
        "type Tensorboard.HistogramProto : sealed class",
        "type Tensorboard.Summary : sealed class",
        "type Tensorboard.Summary+Types : static class",
        "type Tensorboard.Summary+Types+Image : sealed class",
        "type TorchSharp.Data.DataIterator+HType : sealed class",
    ];

    private static readonly string[] Replaced = ["TorchSharp", "Microsoft.ML", "Ml.Gan", "mlgan"];

    private static readonly string[] Kept = ["Microsoft.ML.OnnxRuntime", "Ml.Gan.Onnx"];

    private static readonly string FrameworkFolder = RuntimeEnvironment.GetRuntimeDirectory();

    /// <summary>.NET itself.</summary>
    public static IReadOnlyList<MetadataReference> Framework { get; } = [.. In(FrameworkFolder, _ => true)];

    /// <summary>TorchSharp and ML.NET.</summary>
    public static byte[] Declarations { get; } = ReferenceAssembly.Build(
        "Official", OfficialApi.Lines.Concat(Unlisted), [.. Framework, .. In(AppContext.BaseDirectory, Kept.Contains)]);

    /// <summary>Everything but what is compiled from the repository's sources.</summary>
    public static IReadOnlyList<MetadataReference> References { get; } =
        [.. Framework, .. In(AppContext.BaseDirectory, IsOther), MetadataReference.CreateFromImage(Declarations)];

    /// <summary>Whether an assembly is neither compiled from sources nor replaced by declarations.</summary>
    private static bool IsOther(string name) => Kept.Contains(name) || !(IsReplaced(name) || IsFramework(name));

    private static bool IsReplaced(string name) =>
        Replaced.Any(prefix => name == prefix || name.StartsWith(prefix + ".", StringComparison.Ordinal));

    private static bool IsFramework(string name) => File.Exists(Path.Combine(FrameworkFolder, name + ".dll"));

    private static IEnumerable<MetadataReference> In(string folder, Func<string, bool> included) =>
        Directory.GetFiles(folder, "*.dll")
            .Where(path => included(Path.GetFileNameWithoutExtension(path)) && IsManaged(path))
            .Select(path => MetadataReference.CreateFromFile(path));

    private static bool IsManaged(string path)
    {
        using var reader = new PEReader(File.OpenRead(path));
        return reader.HasMetadata;
    }
}
