using System.Text;
using Google.Protobuf;
using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Tests.Onnx.Loading;

/// <summary>What is refused, and with which words.</summary>
[TestClass]
public class LoadingTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlgan").FullName;

    [TestCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void A_missing_file_is_named()
    {
        string path = Path.Combine(_folder, "none.onnx");
        Thrown.With<FileNotFoundException>($"'{path}'", () => OnnxGenerator.Load(path));
    }

    [TestMethod]
    public void A_folder_is_no_file() =>
        Thrown.With<GanOnnxException>("is a folder", () => OnnxGenerator.Load(_folder));

    [TestMethod]
    public void Files_of_other_kinds_are_recognized()
    {
        Refused([], "is not an ONNX model: it is empty");
        Refused(PngEncoder.Encode([0], 1, 1, 1), "it is a PNG image");
        Refused([0xFF, 0xD8, 0xFF, 0xE0], "it is a JPEG image");
        Refused("PK\u0003\u0004rest"u8.ToArray(), "it is a zip archive");
        Refused([0x1F, 0x8B, 8, 0], "gzip");
        Refused("version https://git-lfs.github.com/spec/v1\n"u8.ToArray(), "git lfs pull");
        Refused(Encoding.UTF8.GetBytes("just some text, nothing else"), "is not an ONNX model");
    }

    [TestMethod]
    public void Random_bytes_are_refused()
    {
        var random = new Random(1);
        for (int i = 0; i < 200; i++)
        {
            byte[] bytes = new byte[random.Next(1, 300)];
            random.NextBytes(bytes);
            Refused(bytes, "is not an ONNX model");
        }
    }

    [TestMethod]
    public void A_file_cut_off_anywhere_is_refused()
    {
        byte[] model = Generators.Image();
        int metadata = model.AsSpan().IndexOf("network"u8) - 4; // what comes last and may be missing
        for (int length = 0; length < metadata; length++)
            Refused(model[..length], "is not an ONNX model");
    }

    [TestMethod]
    public void A_file_of_more_than_2_GiB_is_not_read()
    {
        string path = Path.Combine(_folder, "large.onnx");
        using (var file = File.Create(path))
            file.SetLength(3L << 30); // sparse
        var options = new OnnxGeneratorOptions { MaxFileBytes = long.MaxValue };
        Thrown.With<GanOnnxException>("at most 2 GiB", () => OnnxGenerator.Load(path, options));
    }

    [TestMethod]
    public void A_file_above_the_limit_is_not_read()
    {
        byte[] model = Generators.Image();
        var options = new OnnxGeneratorOptions { MaxFileBytes = model.Length - 1 };
        Refused(model, $"has {model.Length:N0} bytes; at most {model.Length - 1:N0}", options);
        Thrown.With<GanOnnxException>("The model in memory has", () => OnnxGenerator.Load(model, options));
    }

    [TestMethod]
    public void Models_that_are_no_generators_are_described()
    {
        Refused(
            Graph(g => g.Relu("relu", g.Input("x", null, 2))),
            "found inputs x float [N, 2] and outputs y float [N, 2]; expected one input 'latent'");
        Refused(
            Graph(g => g.Relu("relu", g.Input("latent", 1, 2))), "not a generator: found inputs latent float [1, 2]");
        Refused(Graph(g => g.Relu("relu", g.Input("latent", null, null))), "not a generator");
        Refused(
            Graph(g => g.Add("add", g.Input("latent", null, 2), g.Input("more", null, 2))),
            "latent float [N, 2]; more float [N, 2]");
        Refused(Graph(g => g.Reshape("r", g.Input("latent", null, 4), -1, 2, 2)), "outputs y float [N, 2, 2]");
        Refused(
            Graph(g => g.Node("Cast", "cast", [g.Input("latent", null, 4)], [null, 4], ("to", 7))),
            "outputs y int64 [N, 4]");
    }

    [TestMethod]
    public void Weights_in_other_files_are_refused()
    {
        var outside = new TensorProto { Name = "deep", DataLocation = TensorProto.Types.DataLocation.External };
        Refused(Changed(m => m.Graph.Initializer[0].DataLocation = outside.DataLocation), "external data");

        var location = new StringStringEntryProto { Key = "location", Value = "/etc/passwd" };
        Refused(Changed(m => m.Graph.Initializer[1].ExternalData.Add(location)), "'fc.bias' in another file");

        var value = new AttributeProto { Name = "value", T = outside };
        Refused(Changed(m => m.Graph.Node[0].Attribute.Add(value)), "'deep' in another file");

        var branch = new GraphProto();
        branch.Initializer.Add(outside);
        var thenBranch = new AttributeProto { Name = "then_branch", G = branch };
        Refused(Changed(m => m.Graph.Node[0].Attribute.Add(thenBranch)), "'deep' in another file");
    }

    [TestMethod]
    public void Foreign_operators_are_refused() =>
        Refused(Changed(m => m.Graph.Node[2].Domain = "my.company"), "operator 'Tanh' of the domain 'my.company'");

    [TestMethod]
    public void A_range_that_is_none_is_refused() =>
        Refused(
            Generators.Image(g => g.Metadata[GeneratorMetadata.ValueRange] = "dark,light"),
            "value_range = 'dark,light'");

    [TestMethod]
    public void A_graph_that_the_runtime_cannot_run_is_refused()
    {
        Refused(Changed(m => m.Graph.Node[2].OpType = "Tanhh"), "ONNX Runtime cannot load");
        Refused(Changed(m => m.OpsetImport[0].Version = 9999), "ONNX Runtime cannot load");
    }

    [TestMethod]
    public void Weights_of_another_size_than_promised_are_refused() =>
        Refused(
            Changed(m => m.Graph.Initializer[0].RawData = ByteString.CopyFrom(1, 2, 3)),
            "'fc.weight' has 12 numbers, but holds 0 at most");

    [TestMethod]
    public void Outputs_of_another_size_than_promised_are_an_error() => Refused(
        Changed(m => m.Graph.Output[0].Type.TensorType.Shape.Dim[2].DimValue = 5),
        "'image' has 10 numbers for one sample, but its graph makes 4");

    private void Refused(byte[] bytes, string words, OnnxGeneratorOptions? options = null)
    {
        string path = Path.Combine(_folder, "model.onnx");
        File.WriteAllBytes(path, bytes);
        options ??= new OnnxGeneratorOptions { Device = GeneratorDevice.Cpu };
        var refusal = Assert.ThrowsExactly<GanOnnxException>(() => OnnxGenerator.Load(path, options));
        StringAssert.Contains(refusal.Message, words);
        StringAssert.Contains(refusal.Message, path);
    }

    private static byte[] Graph(Func<OnnxGraph, OnnxValue> build)
    {
        var graph = new OnnxGraph("other");
        graph.Output("y", build(graph));
        return graph.ToBytes();
    }

    private static byte[] Changed(Action<ModelProto> change)
    {
        var model = ModelProto.Parser.ParseFrom(Generators.Image());
        change(model);
        return model.ToByteArray();
    }
}
