namespace Ml.Gan.Onnx.Loading;

/// <summary>
/// Goes over the bytes of a model without keeping them: what is cut off, nested too deeply or made of more parts than
/// any generator has is found in little time and memory, before anything is built of it.
/// </summary>
internal sealed class WireScan
{
    private const int DeepestNesting = 90;
    private const long MostBytesInMemory = 150_000_000;
    private const int BytesBuffered = 1 << 16;

    // What a part takes in memory once it is read, about.
    private const int BytesOfField = 40;
    private const int BytesOfSmallMessage = 64;
    private const int BytesOfLargeMessage = 500;

    private readonly Stream _stream;
    private readonly long _length;
    private readonly byte[] _buffer = new byte[BytesBuffered];
    private long _bufferStart;
    private int _buffered;
    private long _position;
    private long _bytesInMemory;

    private WireScan(Stream stream) => (_stream, _length) = (stream, stream.Length);

    /// <summary>What is wrong with the model in a stream that can seek, as a clause; null where nothing is.</summary>
    internal static string? Fault(Stream stream)
    {
        try
        {
            new WireScan(stream).Message(WireMessage.Model, stream.Length, depth: 1);
            return null;
        }
        catch (InvalidDataException fault)
        {
            return fault.Message;
        }
    }

    private void Message(WireMessage kind, long end, int depth)
    {
        if (depth > DeepestNesting)
            throw new InvalidDataException(
                $"it is nested more than {DeepestNesting} levels deep, as by branches inside of branches; no generator "
                + "is");
        while (_position < end)
        {
            ulong tag = Varint(end);
            int field = (int)Math.Min(tag >> 3, int.MaxValue);
            if (field == 0)
                throw Unreadable();
            Count(BytesOfField);
            switch (tag & 7)
            {
                case 0:
                    Varint(end);
                    break;
                case 1:
                    Skip(8, end);
                    break;
                case 2:
                    Content(kind, field, end, depth);
                    break;
                case 5:
                    Skip(4, end);
                    break;
                default:
                    throw Unreadable();
            }
        }
    }

    private void Content(WireMessage kind, int field, long end, int depth)
    {
        ulong size = Varint(end);
        if (size > (ulong)(end - _position))
            throw Unreadable();
        if (WireSchema.Inside(kind, field) is { } inside)
        {
            Count(WireSchema.IsLarge(inside) ? BytesOfLargeMessage : BytesOfSmallMessage);
            Message(inside, _position + (long)size, depth + 1);
            return;
        }

        Count((long)size * WireSchema.BytesInMemory(kind, field));
        Skip((long)size, end);
    }

    private void Count(long bytes)
    {
        _bytesInMemory += bytes;
        if (_bytesInMemory > MostBytesInMemory)
            throw new InvalidDataException(
                "its nodes, names and texts, without its weights, would take more than "
                + $"{MostBytesInMemory / 1_000_000} MB of memory; no generator has so many");
    }

    private ulong Varint(long end)
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte part = Next(end);
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }

        throw Unreadable();
    }

    private byte Next(long end)
    {
        if (_position >= end)
            throw Unreadable();
        if (_position < _bufferStart || _position >= _bufferStart + _buffered)
            Fill();
        return _buffer[_position++ - _bufferStart];
    }

    private void Fill()
    {
        _stream.Position = _position;
        _bufferStart = _position;
        _buffered = _stream.Read(_buffer);
        if (_buffered == 0)
            throw Unreadable();
    }

    private void Skip(long bytes, long end)
    {
        if (bytes > end - _position || _position + bytes > _length)
            throw Unreadable();
        _position += bytes;
    }

    private static InvalidDataException Unreadable() =>
        new("its contents cannot be read; it is of another kind or was cut off");
}

/// <summary>Messages of ONNX that hold others.</summary>
internal enum WireMessage
{
    Model,
    Training,
    Function,
    Graph,
    Node,
    Attribute,
    Tensor,
    SparseTensor,
    ValueInfo,
    Type,
    TypeOfElements,
    TensorType,
    Shape,
    Dimension,
    Entry,
}

/// <summary>Field numbers of ONNX: which hold messages, which numbers.</summary>
internal static class WireSchema
{
    internal static WireMessage? Inside(WireMessage kind, int field) => (kind, field) switch
    {
        (WireMessage.Model, 7) => WireMessage.Graph,
        (WireMessage.Model, 8 or 14) => WireMessage.Entry,
        (WireMessage.Model, 20) => WireMessage.Training,
        (WireMessage.Model, 25) => WireMessage.Function,
        (WireMessage.Training, 1 or 2) => WireMessage.Graph,
        (WireMessage.Training, 3 or 4) => WireMessage.Entry,
        (WireMessage.Function, 7) => WireMessage.Node,
        (WireMessage.Function, 9 or 14) => WireMessage.Entry,
        (WireMessage.Function, 11) => WireMessage.Attribute,
        (WireMessage.Function, 12) => WireMessage.ValueInfo,
        (WireMessage.Graph, 1) => WireMessage.Node,
        (WireMessage.Graph, 5) => WireMessage.Tensor,
        (WireMessage.Graph, 11 or 12 or 13) => WireMessage.ValueInfo,
        (WireMessage.Graph, 15) => WireMessage.SparseTensor,
        (WireMessage.Graph, 16) => WireMessage.Entry,
        (WireMessage.Node, 5) => WireMessage.Attribute,
        (WireMessage.Node, 9) => WireMessage.Entry,
        (WireMessage.Attribute, 5 or 10) => WireMessage.Tensor,
        (WireMessage.Attribute, 6 or 11) => WireMessage.Graph,
        (WireMessage.Attribute, 14 or 15) => WireMessage.Type,
        (WireMessage.Attribute, 22 or 23) => WireMessage.SparseTensor,
        (WireMessage.SparseTensor, 1 or 2) => WireMessage.Tensor,
        (WireMessage.Tensor, 13 or 16) => WireMessage.Entry,
        (WireMessage.ValueInfo, 2) => WireMessage.Type,
        (WireMessage.ValueInfo, 4) => WireMessage.Entry,
        (WireMessage.Type, 1 or 8) => WireMessage.TensorType,
        (WireMessage.Type, 4 or 5 or 9) => WireMessage.TypeOfElements,
        (WireMessage.TypeOfElements, 1 or 2) => WireMessage.Type,
        (WireMessage.TensorType, 2) => WireMessage.Shape,
        (WireMessage.Shape, 1) => WireMessage.Dimension,
        _ => null,
    };

    internal static bool IsLarge(WireMessage kind) => kind is WireMessage.Function or WireMessage.Graph
        or WireMessage.Node or WireMessage.Attribute or WireMessage.Tensor or WireMessage.SparseTensor;

    /// <summary>Bytes in memory, apart from weights, of each byte of a field that holds no message.</summary>
    internal static int BytesInMemory(WireMessage kind, int field) => (kind, field) switch
    {
        (WireMessage.Tensor, 4 or 5 or 9 or 10) => 0,
        (WireMessage.Tensor, 1 or 7 or 11) or (WireMessage.Attribute, 8) or (WireMessage.SparseTensor, 3) => 8,
        _ => 2,
    };
}
