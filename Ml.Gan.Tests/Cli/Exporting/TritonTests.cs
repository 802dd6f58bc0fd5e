using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Loading;
using Ml.Gan.Tests.Cli.Exporting.Triton;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Onnx;
using Ml.Gan.Tests.Onnx.Captioning;
using Ml.Gan.Tests.Onnx.Translating;

namespace Ml.Gan.Tests.Cli.Exporting;

/// <summary>What is written for Triton, read by protobuf's own reader and compared with the model.</summary>
[TestClass]
public sealed class TritonTests : IDisposable
{
    private const string Animals = """["cat", "dog", "eel"]""";

    private readonly TemporaryFolder _folder = new();

    public static IEnumerable<object[]> Models =>
        from name in All.Keys select new object[] { name };

    private static Dictionary<string, Func<byte[]>> All => new()
    {
        ["images"] = () => Generators.Image(),
        ["vectors"] = () => Generators.Vector(3),
        ["seeds"] = Generators.FromSeeds,
        ["labels"] = () => EchoGenerator.Bytes(Animals),
        ["everything"] = () => EchoGenerator.Bytes(Animals, 2, "3,c2", seeds: true),
        ["translator"] = () => Translators.Identity(3),
        ["captioner"] = () => Captioners.Captioner(),
        ["evaluator"] = () => Captioners.Evaluator(),
    };

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DynamicData(nameof(Models))]
    public void Inputs_and_outputs_are_those_of_the_model(string name)
    {
        byte[] model = All[name]();
        string folder = Export(name, model);
        CollectionAssert.AreEqual(model, File.ReadAllBytes(Path.Combine(folder, "1", "model.onnx")));
        var config = Protoc.Read(Path.Combine(folder, "config.pbtxt"));
        var (inputs, outputs, _) = ModelSignature.Of(ModelFile.FromBytes(model, 1 << 20));

        Assert.AreEqual("onnxruntime", config.Backend);
        Assert.AreEqual(name == "translator" ? 8 : 64, config.MaxBatchSize);
        Assert.AreEqual(2000ul, config.DynamicBatching.MaxQueueDelayMicroseconds);
        Assert.HasCount(inputs.Length, config.Input);
        Assert.HasCount(outputs.Length, config.Output);
        foreach (var (tensor, input) in inputs.Zip(config.Input))
            AreEqual(tensor, input.Name, input.DataType, input.Dims, input.Reshape);
        foreach (var (tensor, output) in outputs.Zip(config.Output))
            AreEqual(tensor, output.Name, output.DataType, output.Dims, output.Reshape);
    }

    [TestMethod]
    public void One_number_a_sample_is_reshaped()
    {
        var config = Protoc.Read(Path.Combine(Export("labels", All["labels"]()), "config.pbtxt"));
        var label = config.Input.Single(input => input.Name == "label");
        Assert.AreEqual(DataType.TypeInt64, label.DataType);
        CollectionAssert.AreEqual(new long[] { 1 }, label.Dims.ToArray());
        Assert.IsEmpty(label.Reshape.Shape);
        Assert.IsNull(config.Input.Single(input => input.Name == "latent").Reshape);
    }

    [TestMethod]
    public void Classes_have_a_file_of_names()
    {
        Assert.AreEqual(
            "cat\ndog\neel\n", File.ReadAllText(Path.Combine(Export("labels", All["labels"]()), "labels.txt")));
        Assert.IsFalse(File.Exists(Path.Combine(Export("images", All["images"]()), "labels.txt")));
        string discriminator = Export("discriminator", OnnxDiscriminatorTests.Classifier(Animals));
        Assert.AreEqual("cat\ndog\neel\n", File.ReadAllText(Path.Combine(discriminator, "labels.txt")));
        var config = Protoc.Read(Path.Combine(discriminator, "config.pbtxt"));
        Assert.AreEqual("labels.txt", config.Output.Single(o => o.Name == "probabilities").LabelFilename);
        Assert.AreEqual("", config.Output.Single(o => o.Name == "score").LabelFilename);
    }

    [TestMethod]
    public void A_trained_generator_is_put_there_with_seeds_in_the_place_of_latents()
    {
        Tool.Train(_folder["run"], "--steps", "1", "--network", "stylegan2", "--mapping-layers", "1").Succeeded();
        string model = _folder["run/generator.onnx"];
        Tool.Run("export", model, "--triton", _folder["models/latents"]).Succeeded();
        var run = Tool.Run("export", model, "--triton", _folder["models/seeds"], "--seed-input");
        run.Succeeded();
        Assert.AreEqual($"Wrote {_folder["models/seeds"]}", run.Output.Trim());
        CollectionAssert.AreEqual(
            new[] { "latent" },
            Protoc.Read(_folder["models/latents/config.pbtxt"]).Input.Select(input => input.Name).ToArray(),
            "the truncation may be left out");
        var seed = Protoc.Read(_folder["models/seeds/config.pbtxt"]).Input.Single();
        Assert.AreEqual(("seed", DataType.TypeInt64), (seed.Name, seed.DataType));
        using var generator = OnnxGenerator.Load(_folder["models/seeds/1/model.onnx"]);
        Assert.IsLessThanOrEqualTo(17, generator.Info.Opset, "opset 17 came with ONNX Runtime 1.12 of July 2022");
        CollectionAssert.AreEquivalent(
            new[] { "latents", "seeds" },
            new DirectoryInfo(_folder["models"]).GetFileSystemInfos().Select(entry => entry.Name).ToArray());
    }

    [TestMethod]
    public void What_is_there_stays()
    {
        string folder = Export("images", All["images"]());
        byte[] config = File.ReadAllBytes(Path.Combine(folder, "config.pbtxt"));
        string model = _folder["images.onnx"];
        Tool.Run("export", model, "--triton", folder).Failed(1, "exists already");
        CollectionAssert.AreEqual(config, File.ReadAllBytes(Path.Combine(folder, "config.pbtxt")));
        Tool.Run("export", model, "--triton", folder, "--out", "x.onnx").Failed(2, "--triton and --out are two places");
        Tool.Run("export", model, "--triton", folder, "--state-dict", "x").Failed(2, "--state-dict are two places");
        _folder.Write("no.onnx", [1, 2, 3]);
        Tool.Run("export", _folder["no.onnx"], "--triton", _folder["models/no"]).Failed(1);
        Assert.IsFalse(Path.Exists(_folder["models/no"]));
    }

    private static void AreEqual(
        TensorInfo tensor, string name, DataType type, IEnumerable<long> dims, ModelTensorReshape? reshape)
    {
        Assert.AreEqual(tensor.Name, name);
        Assert.AreEqual(tensor.ElementType, type switch
        {
            DataType.TypeFp32 => "float",
            DataType.TypeInt64 => "int64",
            _ => $"{type}",
        });
        long[] shape = [.. tensor.Shape.Skip(1).Select(dimension => dimension ?? -1)];
        CollectionAssert.AreEqual(shape, reshape is null ? dims.ToArray() : reshape.Shape.ToArray(), name);
        Assert.IsNotEmpty(dims);
    }

    private string Export(string name, byte[] model)
    {
        _folder.Write($"{name}.onnx", model);
        Tool.Run("export", _folder[$"{name}.onnx"], "--triton", _folder[$"models/{name}"]).Succeeded();
        return _folder[$"models/{name}"];
    }
}
