using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Ml.Gan.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Training.Weights;

/// <summary>
/// Tensors by name in a file of the format safetensors, which PyTorch and others read too and which holds no code: the
/// length of a JSON header in 8 bytes, the header with names, types, shapes and places, and the tensors' bytes.
/// </summary>
internal sealed class SafetensorsFile : IDisposable
{
    /// <summary>Most bytes of a header: 100,000 tensors have less. Read, it takes about 24 times as many.</summary>
    internal const long LargestHeader = 16L << 20;

    /// <summary>Most bytes of a tensor: what a span can have.</summary>
    private const long LargestTensor = int.MaxValue;

    private const int LargestRank = 16;
    private const string Metadata = "__metadata__";

    private readonly FileStream _stream;
    private readonly string _path;

    private SafetensorsFile(
        FileStream stream, string path, Dictionary<string, TensorEntry> tensors, Dictionary<string, string> about)
    {
        (_stream, _path) = (stream, path);
        (Tensors, About) = (tensors, about);
    }

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, TensorEntry> Tensors { get; }

    /// <summary>What the file says about itself.</summary>
    public IReadOnlyDictionary<string, string> About { get; }

    /// <summary>Writes a file; an existing one is replaced once the new one is complete.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">Tensors with different names, on whatever device.</param>
    /// <param name="about">What the file says about itself.</param>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="GanException">The names, shapes and texts are more than a reader takes.</exception>
    public static void Write(
        string path, IReadOnlyList<(string Name, Tensor Value)> tensors, IReadOnlyDictionary<string, string> about)
    {
        byte[] header = Header(tensors, about);
        if (header.Length > LargestHeader)
            throw new GanException(
                $"'{path}' can't be written: names, shapes and texts take {header.Length} bytes, and at most "
                + $"{LargestHeader} would be read.");
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (var (_, value) in tensors)
            {
                using var scope = NewDisposeScope();
                stream.Write(value.detach().cpu().contiguous().bytes);
            }
        });
    }

    /// <summary>Opens a file and checks that its header fits it, before memory is taken for what it says.</summary>
    /// <exception cref="GanException">The file isn't there, is a pipe or device, or isn't of the format.</exception>
    public static SafetensorsFile Open(string path)
    {
        if (RegularFile.Fault(path) is { } fault)
            throw new GanException($"'{path}' can't be read: that {fault}. Give a safetensors file.");
        FileStream stream;
        try
        {
            stream = File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GanException($"'{path}' can't be read: {e.Message.TrimEnd('.')}.", e);
        }
        try
        {
            return Read(stream, path);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>A tensor of the file, on the CPU.</summary>
    /// <exception cref="GanException">The file can't be read any more.</exception>
    public Tensor Load(TensorEntry entry)
    {
        var value = Empty(entry);
        try
        {
            _stream.Position = entry.Start;
            if (entry.Length > 0)
                _stream.ReadExactly(value.bytes);
            return value;
        }
        catch (IOException e)
        {
            value.Dispose();
            throw new GanException($"'{_path}' can't be read: {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private Tensor Empty(TensorEntry entry)
    {
        try
        {
            return torch.empty(entry.Shape, entry.Type, CPU);
        }
        catch (ExternalException e)
        {
            throw new GanException($"The memory doesn't suffice for a tensor of '{_path}' of {entry.Length} bytes.", e);
        }
    }

    /// <summary>The header, filled up with spaces so that the tensors begin at a multiple of 8 bytes.</summary>
    private static byte[] Header(
        IReadOnlyList<(string Name, Tensor Value)> tensors, IReadOnlyDictionary<string, string> about)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WritePropertyName(Metadata);
            JsonSerializer.Serialize(json, about);
            long end = 0;
            foreach (var (name, value) in tensors)
            {
                long start = end;
                end += value.numel() * value.element_size();
                json.WritePropertyName(name);
                JsonSerializer.Serialize(
                    json,
                    new { dtype = TensorEntry.CodeOf(value.dtype), value.shape, data_offsets = new[] { start, end } });
            }
            json.WriteEndObject();
        }
        while (text.Length % sizeof(long) != 0)
            text.WriteByte((byte)' ');
        return text.ToArray();
    }

    private static SafetensorsFile Read(FileStream stream, string path)
    {
        long rest = stream.Length - sizeof(long);
        Span<byte> start = stackalloc byte[sizeof(long)];
        if (rest < 2)
            throw Fault($"it has {stream.Length} bytes only");
        stream.ReadExactly(start);
        long length = BinaryPrimitives.ReadInt64LittleEndian(start);
        if (length < 2 || length > rest)
            throw Fault($"its first 8 bytes announce a header of {(ulong)length} bytes, and {rest} follow");
        if (length > LargestHeader)
            throw Fault(
                $"its first 8 bytes announce a header of {length} bytes; at most {LargestHeader} are read");
        byte[] header = new byte[length];
        stream.ReadExactly(header);
        try
        {
            using var json = JsonDocument.Parse(header);
            var tensors = new Dictionary<string, TensorEntry>();
            Dictionary<string, string> about = [];
            foreach (var property in json.RootElement.EnumerateObject())
            {
                if (property.Name == Metadata)
                    about = Texts(property.Value);
                else if (!tensors.TryAdd(property.Name, Entry(property, sizeof(long) + length)))
                    throw Fault($"it has two tensors '{QuotedText.Of(property.Name)}'");
            }
            RequireWhole(tensors.Values, sizeof(long) + length);
            return new SafetensorsFile(stream, path, tensors, about);
        }
        catch (Exception e) when (
            e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException
                or ArgumentException)
        {
            throw Fault("its header isn't the JSON that the format asks for", e);
        }

        TensorEntry Entry(JsonProperty tensor, long first)
        {
            string name = QuotedText.Of(tensor.Name);
            string? code = tensor.Value.GetProperty("dtype").GetString();
            if (TensorEntry.TypeOf(code) is not var (type, size))
                throw Fault(
                    $"'{name}' has elements of type {QuotedText.Of(code)}, which is none of {TensorEntry.Codes}");
            var (extents, offsets) = (tensor.Value.GetProperty("shape"), tensor.Value.GetProperty("data_offsets"));
            if (offsets.GetArrayLength() != 2 || extents.GetArrayLength() > LargestRank)
                throw Fault($"the shape of '{name}' doesn't fit the bytes that it has");
            long[] shape = [.. extents.EnumerateArray().Select(one => one.GetInt64())];
            long[] place = [.. offsets.EnumerateArray().Select(one => one.GetInt64())];
            long bytes = place[1] - place[0];
            if (BytesOf(shape, size) != bytes)
                throw Fault($"the shape of '{name}' doesn't fit the bytes that it has");
            if (bytes > LargestTensor)
                throw Fault($"'{name}' has {bytes} bytes; at most {LargestTensor} are read");
            return new TensorEntry(tensor.Name, type, shape, first + place[0], bytes);
        }

        void RequireWhole(IEnumerable<TensorEntry> tensors, long first)
        {
            long end = first;
            foreach (var tensor in tensors.OrderBy(tensor => tensor.Start).ThenBy(tensor => tensor.Length))
            {
                if (tensor.Start != end)
                    throw Fault($"'{QuotedText.Of(tensor.Name)}' doesn't begin where the tensor before it ends");
                end += tensor.Length;
            }
            if (end != stream.Length)
                throw Fault($"its tensors end at byte {end}, but it has {stream.Length} bytes");
        }

        GanException Fault(string reason, Exception? cause = null) => new(
            $"'{path}' is no whole safetensors file: {reason}. Give a file as mlgan train writes it, or get it anew.",
            cause);
    }

    /// <exception cref="InvalidOperationException">One isn't a text, or there is nothing of the kind.</exception>
    private static Dictionary<string, string> Texts(JsonElement about) => about.EnumerateObject().ToDictionary(
        text => text.Name,
        text => text.Value.GetString() ?? throw new InvalidOperationException("A text is null."));

    /// <summary>Bytes of a tensor; -1 where no tensor has such a shape, nor one with 1 in the place of 0.</summary>
    private static long BytesOf(long[] shape, int size)
    {
        var bytes = (UInt128)size;
        foreach (long extent in shape)
        {
            if (extent < 0)
                return -1;
            bytes *= (UInt128)Math.Max(1, extent); // strides of an empty tensor count as well
            if (bytes > long.MaxValue)
                return -1;
        }
        return shape.Contains(0) ? 0 : (long)bytes;
    }
}
