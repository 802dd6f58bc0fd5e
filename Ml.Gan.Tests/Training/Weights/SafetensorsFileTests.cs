using System.Buffers.Binary;
using System.Text;
using Ml.Gan.Tests.Data;
using Ml.Gan.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Training.Weights;

[TestClass]
public sealed class SafetensorsFileTests
{
    private const string OneTensor = """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""";

    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    /// <summary>A file written by hand, as the format's description says.</summary>
    [TestMethod]
    public void Reads_what_the_format_describes()
    {
        string path = Write(
            """
            {"__metadata__":{"made":"by hand"},
            "b":{"dtype":"I64","shape":[],"data_offsets":[24,32]},
            "a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}
            """,
            [.. Floats(1, -2, 3.5f, 0, 1e-30f, float.MaxValue), .. BitConverter.GetBytes(-7L)]);
        using var file = SafetensorsFile.Open(path);
        using var a = file.Load(file.Tensors["a"]);
        using var b = file.Load(file.Tensors["b"]);

        CollectionAssert.AreEqual(new long[] { 2, 3 }, a.shape);
        CollectionAssert.AreEqual(
            new[] { 1, -2, 3.5f, 0, 1e-30f, float.MaxValue }, a.data<float>().ToArray());
        Assert.AreEqual(-7L, b.item<long>());
        Assert.AreEqual("by hand", file.About["made"]);
    }

    [TestMethod]
    [DataRow(ScalarType.Float32)]
    [DataRow(ScalarType.Float64)]
    [DataRow(ScalarType.Float16)]
    [DataRow(ScalarType.BFloat16)]
    [DataRow(ScalarType.Int64)]
    [DataRow(ScalarType.Bool)]
    public void What_was_written_comes_back(ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(5);
        var value = torch.randn(3, 4, 5, generator: random).mul(3).to_type(type);
        SafetensorsFile.Write(
            _folder["x"], [("mü\"", value.transpose(0, 2)), ("empty", torch.zeros(0, 3))],
            new Dictionary<string, string> { ["k"] = "v" });
        using var file = SafetensorsFile.Open(_folder["x"]);

        Assert.IsTrue(file.Load(file.Tensors["mü\""]).eq(value.transpose(0, 2)).all().item<bool>());
        CollectionAssert.AreEqual(new long[] { 0, 3 }, file.Load(file.Tensors["empty"]).shape);
        Assert.AreEqual("v", file.About["k"]);
        byte[] bytes = File.ReadAllBytes(_folder["x"]);
        Assert.AreEqual(0L, BinaryPrimitives.ReadInt64LittleEndian(bytes) % 8);
    }

    [TestMethod]
    [DataRow("", 0, "2 bytes only", DisplayName = "no header")]
    [DataRow("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "shape of 'a'")]
    [DataRow("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "shape of 'a'")]
    [DataRow("""{"a":{"dtype":"F32","shape":[4294967296,4294967296,4],"data_offsets":[0,8]}}""", 8, "shape of 'a'")]
    [DataRow("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""", 16, "doesn't begin where")]
    [DataRow("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}""", 8, "doesn't begin where")]
    [DataRow(
        """
        {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}
        """,
        12, "'b' doesn't begin where")]
    [DataRow(
        """
        {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}
        """,
        16, "two tensors 'a'")]
    [DataRow("""{"a":{"dtype":"F31","shape":[2],"data_offsets":[0,8]}}""", 8, "type F31")]
    [DataRow("""{"a":{"shape":[2],"data_offsets":[0,8]}}""", 8, "JSON that the format asks for")]
    [DataRow("""{"a":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}""", 8, "JSON that the format asks for")]
    [DataRow("""{"a":7}""", 0, "JSON that the format asks for")]
    [DataRow("""[1]""", 0, "JSON that the format asks for")]
    [DataRow("{\"a\":", 0, "JSON that the format asks for")]
    [DataRow(
        """{"__metadata__":{"network":null},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""",
        8, "JSON that the format asks for")]
    [DataRow(
        """{"__metadata__":{"a":"1","a":"2"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""",
        8, "JSON that the format asks for")]
    [DataRow("""{"a":{"dtype":"F32","shape":[0,4611686018427387904,64],"data_offsets":[0,0]}}""", 0, "shape of 'a'")]
    [DataRow("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,8]}}""", 8, "shape of 'a'")]
    [DataRow("""{"a\u001B[2J":{"dtype":"F31","shape":[2],"data_offsets":[0,8]}}""", 8, "'a\uFFFD[2J' has elements")]
    [DataRow(OneTensor, 7, "tensors end at byte")]
    [DataRow(OneTensor, 9, "tensors end at byte")]
    public void A_damaged_file_is_refused_by_name_and_reason(string header, int bytes, string reason)
    {
        string path = header.Length == 0 ? _folder.Write("x", [1, 2]) : Write(header, new byte[bytes]);

        var error = Assert.ThrowsExactly<GanException>(() => SafetensorsFile.Open(path));

        StringAssert.Contains(error.Message, path);
        StringAssert.Contains(error.Message, reason);
    }

    [TestMethod]
    [DataRow(long.MaxValue)]
    [DataRow(-1L)]
    [DataRow(90_000_000L)]
    public void A_header_longer_than_the_file_is_refused_before_memory_is_taken(long announced)
    {
        string path = _folder.Write("x", [.. BitConverter.GetBytes(announced), .. new byte[100]]);

        var error = Assert.ThrowsExactly<GanException>(() => SafetensorsFile.Open(path));

        StringAssert.Contains(error.Message, "announce a header");
    }

    [TestMethod]
    public void A_header_of_more_bytes_than_are_read_is_refused_before_memory_is_taken()
    {
        string path = _folder["x"];
        using (var file = File.Create(path))
        {
            file.Write(BitConverter.GetBytes(SafetensorsFile.LargestHeader + 1));
            file.SetLength(1L << 40);
        }
        long before = GC.GetTotalAllocatedBytes(precise: true);

        var error = Assert.ThrowsExactly<GanException>(() => SafetensorsFile.Open(path));

        StringAssert.Contains(error.Message, "at most 16777216 are read");
        Assert.IsLessThan(1L << 20, GC.GetTotalAllocatedBytes(precise: true) - before);
        using var about = torch.zeros(1);
        Assert.ThrowsExactly<GanException>(() => SafetensorsFile.Write(
            path, [(new string('n', 17 << 20), about)], new Dictionary<string, string>()));
    }

    /// <summary>A file may have holes: three gigabytes that take no room.</summary>
    [TestMethod]
    public void A_tensor_of_more_bytes_than_are_read_is_refused_before_memory_is_taken()
    {
        const long Bytes = 3L << 30;
        string path = Write($$$"""{"a":{"dtype":"U8","shape":[{{{Bytes}}}],"data_offsets":[0,{{{Bytes}}}]}}""", []);
        using (var file = File.OpenWrite(path))
            file.SetLength(file.Length + Bytes);

        var error = Assert.ThrowsExactly<GanException>(() => SafetensorsFile.Open(path));

        StringAssert.Contains(error.Message, "'a' has 3221225472 bytes; at most 2147483647 are read");
    }

    [TestMethod]
    [Timeout(10_000)]
    public void A_pipe_a_device_and_a_folder_are_refused_and_not_waited_for()
    {
        if (OperatingSystem.IsWindows())
            Assert.Inconclusive("There are no such files.");
        foreach (string path in (string[])[NamedPipe.In(_folder), "/dev/zero", _folder.Path, _folder["nowhere"]])
        {
            var error = Assert.ThrowsExactly<GanException>(() => SafetensorsFile.Open(path));
            StringAssert.Contains(error.Message, $"'{path}' can't be read: that ");
        }
    }

    private static byte[] Floats(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    private string Write(string header, byte[] content)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        return _folder.Write("x", [.. BitConverter.GetBytes((long)text.Length), .. text, .. content]);
    }
}
