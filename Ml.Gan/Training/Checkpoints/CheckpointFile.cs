using System.Security.Cryptography;
using System.Text;
using Ml.Gan.Training.Weights;
using static TorchSharp.torch;

namespace Ml.Gan.Training.Checkpoints;

/// <summary>
/// Checkpoint of a training: a safetensors file of its tensors, whose metadata hold the format's version, everything
/// that is no tensor, and a SHA-256 checksum of each tensor and of the metadata themselves. It holds no code.
/// </summary>
internal sealed class CheckpointFile : IDisposable
{
    /// <summary>Name of what a checkpoint's description of the training begins with.</summary>
    public const string AboutPrefix = "about.";

    /// <summary>Name in the metadata of the format's version.</summary>
    private const string Format = "mlgan_checkpoint";

    private const string Version = "1";
    private const string StatePrefix = "state.";
    private const string ChecksumPrefix = "sha256.";
    private const string MetadataChecksum = "sha256";

    private readonly SafetensorsFile _file;

    private CheckpointFile(string path, SafetensorsFile file)
    {
        (Path, _file) = (path, file);
        Values = Under(StatePrefix);
        About = Under(AboutPrefix);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>State that is no tensor, by name.</summary>
    public IReadOnlyDictionary<string, string> Values { get; }

    /// <summary>What the file says about the training: options, data, versions.</summary>
    public IReadOnlyDictionary<string, string> About { get; }

    /// <summary>Tensors by name.</summary>
    public IReadOnlyDictionary<string, TensorEntry> Tensors => _file.Tensors;

    /// <summary>Writes a checkpoint, whole or not at all, down to the disk.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, StateWriter state, IReadOnlyDictionary<string, string> about)
    {
        using var scope = NewDisposeScope();
        (string Name, Tensor Value)[] tensors =
            [.. state.Tensors.Select(tensor => (tensor.Name, tensor.Value.detach().cpu().contiguous()))];
        var metadata = new Dictionary<string, string> { [Format] = Version };
        foreach (var (name, value) in state.Values)
            metadata.Add(StatePrefix + name, value);
        foreach (var (name, value) in about)
            metadata.Add(AboutPrefix + name, value);
        foreach (var (name, value) in tensors)
            metadata.Add(ChecksumPrefix + name, Convert.ToHexStringLower(SHA256.HashData(value.bytes)));
        metadata.Add(MetadataChecksum, Checksum(metadata));
        SafetensorsFile.Write(path, tensors, metadata);
    }

    /// <summary>Opens a checkpoint and checks all of it.</summary>
    /// <exception cref="GanException">It can't be read, is damaged, or of a later version.</exception>
    public static CheckpointFile Open(string path)
    {
        var file = SafetensorsFile.Open(path);
        try
        {
            Check(file, path);
            return new CheckpointFile(path, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>What a checkpoint says about its training, without a look at its tensors.</summary>
    /// <exception cref="GanException">It can't be read.</exception>
    public static string? AboutOf(string path, string name)
    {
        using var file = SafetensorsFile.Open(path);
        return file.About.GetValueOrDefault(AboutPrefix + name);
    }

    /// <summary>Metadata without those that are a checkpoint's alone.</summary>
    public static IReadOnlyDictionary<string, string> WithoutState(IReadOnlyDictionary<string, string> metadata) =>
        metadata.Where(entry => entry.Key is not (Format or MetadataChecksum)
            && !new[] { StatePrefix, AboutPrefix, ChecksumPrefix }.Any(
                prefix => entry.Key.StartsWith(prefix, StringComparison.Ordinal))).ToDictionary();

    /// <summary>A tensor, on the CPU.</summary>
    public Tensor Load(TensorEntry entry) => _file.Load(entry);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static void Check(SafetensorsFile file, string path)
    {
        if (!file.About.TryGetValue(Format, out string? version))
            throw new GanException($"'{path}' is no checkpoint: its metadata don't say so.");
        if (version != Version)
            throw new GanException(
                $"The checkpoint '{path}' has the format version {version}, and this program reads {Version}. Resume "
                + "with the version of the program that wrote it.");
        if (file.About.GetValueOrDefault(MetadataChecksum) != Checksum(file.About))
            throw Damaged("its metadata");
        foreach (var entry in file.Tensors.Values)
        {
            using var value = file.Load(entry);
            string found = Convert.ToHexStringLower(SHA256.HashData(value.bytes));
            if (file.About.GetValueOrDefault(ChecksumPrefix + entry.Name) != found)
                throw Damaged($"'{entry.Name}'");
        }
        if (file.About.Keys.Count(key => key.StartsWith(ChecksumPrefix, StringComparison.Ordinal))
            != file.Tensors.Count)
            throw Damaged("the list of its tensors");

        GanException Damaged(string part) =>
            new($"The checkpoint '{path}' is damaged: the checksum of {part} is another one.");
    }

    /// <summary>Checksum of names and values, whatever their order, but for itself.</summary>
    private static string Checksum(IReadOnlyDictionary<string, string> metadata)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, value) in metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (name == MetadataChecksum)
                continue;
            byte[] bytes = Encoding.UTF8.GetBytes($"{name.Length} {name} {value.Length} {value}\n");
            sum.AppendData(bytes);
        }
        return Convert.ToHexStringLower(sum.GetHashAndReset());
    }

    private Dictionary<string, string> Under(string prefix) => _file.About
        .Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal))
        .ToDictionary(entry => entry.Key[prefix.Length..], entry => entry.Value);
}
