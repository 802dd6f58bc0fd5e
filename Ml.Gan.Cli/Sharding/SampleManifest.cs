using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Sharding;

/// <summary>What all parts of one sample have in common.</summary>
internal sealed record SampleRequest
{
    /// <summary>SHA-256 of the model's file, in hexadecimal digits.</summary>
    public required string ModelSha256 { get; init; }

    public required int Seed { get; init; }

    public required SampleFormat Format { get; init; }

    /// <summary>Channels, height and width of a sample; 1 and 1 for vectors.</summary>
    public required IReadOnlyList<int> Shape { get; init; }

    /// <summary>Whether a sample is an image; otherwise it is a vector.</summary>
    public required bool IsImage { get; init; }

    /// <summary>Texts of the options that say what is asked for, by their names.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    /// <summary>The first way in which another sample differs, in words; null where it is the same.</summary>
    public string? DifferenceFrom(SampleRequest other) =>
        ModelSha256 != other.ModelSha256 ? "another model"
        : Seed != other.Seed ? $"the seed {other.Seed} instead of {Seed}"
        : Format != other.Format ? $"the format {Name(other.Format)} instead of {Name(Format)}"
        : !Shape.SequenceEqual(other.Shape) ? "samples of another shape"
        : Options.Keys.Union(other.Options.Keys).Order(StringComparer.Ordinal).FirstOrDefault(name =>
            Options.GetValueOrDefault(name) != other.Options.GetValueOrDefault(name)) is { } option
            ? $"{option} {other.Options.GetValueOrDefault(option) ?? "left out"} instead of "
                + (Options.GetValueOrDefault(option) ?? "left out")
        : null;

    private static string Name(SampleFormat format) => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{format}");
}

/// <summary>
/// What one part of a sample is, written when all of it is there: the samples of a run of the same model and seed from
/// one index on.
/// </summary>
internal sealed record SampleManifest
{
    /// <summary>Version of this form.</summary>
    public const int CurrentVersion = 1;

    private const int MostBytes = 1 << 20;

    private static readonly JsonSerializerOptions s_format =
        new(JsonText.Format) { RespectNullableAnnotations = true };

    public required int ManifestVersion { get; init; }

    /// <summary>Program that wrote it, with its version.</summary>
    public required string Producer { get; init; }

    public required SampleRequest Request { get; init; }

    /// <summary>The part's first sample.</summary>
    public required int First { get; init; }

    /// <summary>The part's number of samples.</summary>
    public required int Count { get; init; }

    /// <summary>Which part of how many; null where the samples are no shard.</summary>
    public string? Shard { get; init; }

    /// <summary>First sample of all parts.</summary>
    public required int RunFirst { get; init; }

    /// <summary>Number of samples of all parts.</summary>
    public required int RunCount { get; init; }

    /// <summary>What the model ran on: cpu or cuda.</summary>
    public required string Device { get; init; }

    /// <summary>Bytes of the content.</summary>
    public required long Bytes { get; init; }

    /// <summary>
    /// SHA-256 of the content: of an array's values without the header, of PNG files one after the other.
    /// </summary>
    public required string Sha256 { get; init; }

    [JsonIgnore]
    public SampleRange Range => new(First, Count);

    [JsonIgnore]
    public SampleRange Run => new(RunFirst, RunCount);

    /// <summary>The manifests in a folder, by their first samples.</summary>
    /// <exception cref="GanException">One can't be used.</exception>
    public static IReadOnlyList<(string Path, SampleManifest Manifest)> AllIn(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, SampleFiles.ManifestPattern).Select(path => (path, Read(path)))
            .OrderBy(found => found.Item2.First).ThenBy(found => found.path, StringComparer.Ordinal),
    ];

    /// <exception cref="GanException">The file is no manifest.</exception>
    public static SampleManifest Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MostBytes)
                throw new JsonException("it is too long");
            var manifest = JsonSerializer.Deserialize<SampleManifest>(File.ReadAllBytes(path), s_format)!;
            if (manifest.ManifestVersion != CurrentVersion)
                throw new JsonException($"its version is {manifest.ManifestVersion}, not {CurrentVersion}");
            if (manifest is { First: < 0 } or { Count: < 1 } or { RunFirst: < 0 } or { RunCount: < 1 }
                || manifest.First > int.MaxValue - manifest.Count || manifest.Request.Shape is not [> 0, > 0, > 0])
                throw new JsonException("its numbers are out of range");
            return manifest;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new GanException(
                $"'{path}' is no manifest of samples: {e.Message.ReplaceLineEndings(" ").TrimEnd('.')}. Remove it, and "
                + "make its samples again.", e);
        }
    }

    /// <summary>SHA-256 of a file, in hexadecimal digits.</summary>
    public static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Writes it whole or not at all.</summary>
    public void Write(string path) => AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, s_format));
}
