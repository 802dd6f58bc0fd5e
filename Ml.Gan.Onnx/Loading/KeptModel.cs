using System.Buffers.Binary;
using System.Security.Cryptography;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Onnx.Loading;

/// <summary>
/// What ONNX Runtime made of a generator, kept in a file beside it: <see cref="KeptModelKey"/>, a hash of the rest, the
/// model without its weights, which describes it, and a model in ONNX Runtime's own format, which runs as it is.
/// </summary>
internal static class KeptModel
{
    internal const string Extension = ".optimized";

    private const int HashBytes = SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Signature => "Ml.Gan optimized model 2\n"u8;

    /// <summary>Signature, key, hash, and the length of the description.</summary>
    private static int HeaderBytes => Signature.Length + (2 * HashBytes) + sizeof(int);

    /// <summary>Whether the options ask for the file, and the CPU will run the model.</summary>
    internal static bool IsWanted(OnnxGeneratorOptions options) => options.KeepOptimized
        && (options.Device == GeneratorDevice.Cpu
            || (options.Device == GeneratorDevice.Auto && CudaProvider.WhyNot() is not null));

    /// <summary>Opens the kept model of a generator; null where there is none that fits and is whole.</summary>
    internal static OpenedGenerator? TryOpen(string path, OnnxGeneratorOptions options)
    {
        string kept = path + Extension;
        try
        {
            return IsWanted(options) && RegularFile.Fault(path) is null && RegularFile.Fault(kept) is null
                && new FileInfo(path).Length <= options.MaxFileBytes && Read(kept, KeptModelKey.Of(path)) is { } parts
                ? Open(path, parts.Description, parts.Model, options)
                : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException
            or InvalidProtocolBufferException or OnnxRuntimeException or GanOnnxException)
        {
            return null;
        }
    }

    /// <summary>Creates a session that has ONNX Runtime write what it makes of the model, and keeps that.</summary>
    /// <param name="file">The model, which has been checked.</param>
    /// <param name="create">Creates the session, given the file that ONNX Runtime is to write.</param>
    internal static InferenceSession Make(ModelFile file, Func<string, InferenceSession> create)
    {
        string made = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.ort");
        try
        {
            var session = create(made);
            Quietly(() => Write(file, File.ReadAllBytes(made)));
            return session;
        }
        finally
        {
            Quietly(() => File.Delete(made));
        }
    }

    private static OpenedGenerator Open(
        string path, ModelProto description, byte[] model, OnnxGeneratorOptions options)
    {
        var file = new ModelFile(path, [], description);
        var info = GeneratorInfoReader.Read(file) with { FileBytes = new FileInfo(path).Length };
        return new OpenedGenerator(info, SessionFactory.OpenKept(model, options), file.Name);
    }

    private static (ModelProto Description, byte[] Model)? Read(string kept, byte[] key)
    {
        using var stream = new FileStream(kept, FileMode.Open, FileAccess.Read, FileShare.Read);
        byte[] header = new byte[HeaderBytes];
        stream.ReadExactly(header);
        if (!header.AsSpan().StartsWith(Signature) || !header.AsSpan(Signature.Length, HashBytes).SequenceEqual(key))
            return null;
        int size = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(HeaderBytes - sizeof(int)));
        long rest = stream.Length - HeaderBytes - size;
        if (size < 0 || rest <= 0 || rest > Array.MaxLength)
            return null;
        byte[] description = new byte[size];

        // ONNX Runtime reads the weights where they are as long as the session lives.
        byte[] model = GC.AllocateUninitializedArray<byte>((int)rest, pinned: true);
        stream.ReadExactly(description);
        stream.ReadExactly(model);
        return Hash(description, model).AsSpan().SequenceEqual(header.AsSpan(Signature.Length + HashBytes, HashBytes))
            ? (ModelProto.Parser.ParseFrom(description), model)
            : null;
    }

    private static void Write(ModelFile file, byte[] model)
    {
        byte[] description = WithoutWeights(file.Model).ToByteArray(), size = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(size, description.Length);
        byte[] key = KeptModelKey.Of(file.Bytes), hash = Hash(description, model);
        AtomicFile.Write(file.Path + Extension, stream =>
        {
            stream.Write(Signature);
            foreach (byte[] part in new[] { key, hash, size, description, model })
                stream.Write(part);
        });
    }

    private static byte[] Hash(byte[] description, byte[] model)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(description);
        hash.AppendData(model);
        return hash.GetHashAndReset();
    }

    /// <summary>What a generator's description is read from; of constants their shapes.</summary>
    private static ModelProto WithoutWeights(ModelProto model)
    {
        var graph = new GraphProto { Name = model.Graph.Name };
        graph.Input.AddRange(model.Graph.Input);
        graph.Output.AddRange(model.Graph.Output);
        graph.Initializer.AddRange(model.Graph.Initializer.Select(ShapeOf));
        foreach (var node in model.Graph.Node)
        {
            var shape = new NodeProto { OpType = node.OpType };
            shape.Attribute.AddRange(
                node.Attribute.Where(a => a.T is not null).Select(a => new AttributeProto { T = ShapeOf(a.T) }));
            if (ModelFacts.IsOfScales(node))
                shape.Input.AddRange(node.Input);
            graph.Node.Add(shape);
        }

        var description = new ModelProto
        {
            IrVersion = model.IrVersion,
            ProducerName = model.ProducerName,
            ProducerVersion = model.ProducerVersion,
            Graph = graph,
        };
        description.OpsetImport.AddRange(model.OpsetImport);
        description.MetadataProps.AddRange(model.MetadataProps);
        return description;
    }

    private static TensorProto ShapeOf(TensorProto constant)
    {
        var shape = new TensorProto { Name = constant.Name, DataType = constant.DataType };
        shape.Dims.AddRange(constant.Dims);
        return shape;
    }

    /// <summary>A generator loads and runs as well where the file can't be written.</summary>
    private static void Quietly(Action write)
    {
        try
        {
            write();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
        }
    }
}

/// <summary>A generator that is ready to run.</summary>
internal sealed record OpenedGenerator(GeneratorInfo Info, LoadedSession Session, string Name);
