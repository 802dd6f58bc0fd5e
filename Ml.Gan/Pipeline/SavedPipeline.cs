using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Loading;

namespace Ml.Gan.Pipeline;

/// <summary>
/// Check of a file that ML.NET saved a pipeline to, a zip archive, before ML.NET reads it: its entries stay where they
/// belong and hold what they say, and its ONNX models pass what any other has to.
/// </summary>
internal static class SavedPipeline
{
    private const int MostEntries = 10_000;
    private const long MostBytes = 4L << 30;

    /// <summary>Bytes from which entries are refused that are packed better than weights can be.</summary>
    private const long SuspectLength = 1L << 28;

    private const long SuspectPacking = 100;

    /// <summary>Name that ML.NET gives to the entry of an ONNX model; its length stands before the model.</summary>
    private const string ModelEntry = "OnnxModel";

    /// <exception cref="GanException">It is refused; the message says why.</exception>
    public static void Check(string path)
    {
        if (RegularFile.Fault(path) is { } fault)
            throw new GanException($"The pipeline '{path}' can't be read: that {fault}.");
        try
        {
            using var archive = ZipFile.OpenRead(path);
            if (archive.Entries.Count > MostEntries)
                throw Refusal(path, $"it has {archive.Entries.Count} entries; at most {MostEntries} are read");
            long total = 0;
            HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
            foreach (var entry in archive.Entries)
            {
                if (!names.Add(Slashes(entry.FullName)))
                    throw Refusal(path, $"it has two entries '{QuotedText.Of(entry.FullName)}'");
                if (PlaceFault(entry) is { } place)
                    throw Refusal(path, $"its entry '{QuotedText.Of(entry.FullName)}' {place}");
                total = checked(total + entry.Length);
                if (total > MostBytes)
                    throw Refusal(path, $"unpacked it has more than {MostBytes} bytes");
                CheckContent(path, entry);
            }
        }
        catch (Exception e) when (
            e is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException
                or OverflowException or ArgumentException)
        {
            throw Refusal(path, $"it can't be unpacked ({e.Message.TrimEnd('.')})", e);
        }
    }

    /// <summary>Whether an entry is an ONNX model.</summary>
    public static bool IsModel(ZipArchiveEntry entry) => Path.GetFileName(Slashes(entry.FullName)) == ModelEntry;

    /// <summary>Why an entry may not be where its name puts it, or be what it is; null where it may.</summary>
    private static string? PlaceFault(ZipArchiveEntry entry)
    {
        const int TypeOfFile = 0xF000, Link = 0xA000;
        string name = Slashes(entry.FullName);
        return name.StartsWith('/') || name.Contains(':', StringComparison.Ordinal) || name.Split('/').Contains("..")
            ? "leads out of the archive"
            : ((entry.ExternalAttributes >> 16) & TypeOfFile) == Link ? "is a link"
            : entry.Length > SuspectLength && entry.Length / SuspectPacking > entry.CompressedLength
            ? $"announces {entry.Length} bytes in {entry.CompressedLength} packed ones: pipelines don't pack so well"
            : null;
    }

    /// <summary>
    /// Unpacks an entry, as far as it says, and looks at what it is if it is a model. Memory is taken for what comes,
    /// not for what is announced.
    /// </summary>
    private static void CheckContent(string path, ZipArchiveEntry entry)
    {
        bool isModel = IsModel(entry);
        if (isModel && (entry.Length < sizeof(int) || entry.Length > Array.MaxLength))
            throw Refusal(path, $"its entry '{QuotedText.Of(entry.FullName)}' of {entry.Length} bytes holds no model");
        using var model = isModel ? new MemoryStream() : null;
        byte[] block = new byte[1 << 16];
        var checksum = new Crc32();
        long length = 0;
        using (var content = entry.Open())
        {
            while (content.Read(block) is > 0 and var count && (length += count) <= entry.Length)
            {
                checksum.Append(block.AsSpan(0, count));
                model?.Write(block, 0, count);
            }
        }
        if (length != entry.Length || checksum.GetCurrentHashAsUInt32() != entry.Crc32)
            throw Refusal(
                path, $"its entry '{QuotedText.Of(entry.FullName)}' hasn't the {entry.Length} bytes or the checksum "
                + "that it announces");
        if (model is not null)
            CheckModel(path, entry, model.GetBuffer().AsSpan(0, (int)length));
    }

    private static void CheckModel(string path, ZipArchiveEntry entry, ReadOnlySpan<byte> content)
    {
        int length = BinaryPrimitives.ReadInt32LittleEndian(content);
        if (length != content.Length - sizeof(int))
            throw Refusal(
                path, $"its entry '{QuotedText.Of(entry.FullName)}' of {entry.Length} bytes doesn't hold a model of "
                + $"{length}");
        try
        {
            ModelSafety.Check(ModelFile.FromBytes(content[sizeof(int)..].ToArray(), long.MaxValue));
        }
        catch (GanOnnxException refusal)
        {
            throw Refusal(path, $"a model in it is refused: {refusal.Message.TrimEnd('.')}", refusal);
        }
    }

    private static string Slashes(string name) => name.Replace('\\', '/');

    /// <summary>What a file that is no pipeline is refused with.</summary>
    internal static GanException Refusal(string path, string reason, Exception? cause = null) => new(
        $"'{path}' is no pipeline that can be loaded: {reason}. Give a file as mlContext.Model.Save writes it.", cause);
}
