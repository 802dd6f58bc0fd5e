using Ml.Gan.Models.Translation;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models.Translation;

/// <summary>Distances in the hidden layers of the ImageNet ResNet-18.</summary>
[TestClass]
public sealed class NetworkDistanceTests
{
    private static readonly string s_file = Ml.Gan.Cli.Evaluation.OpenedFeatures.ResNet18File;

    /// <summary>The means of its last maps are the features that ONNX Runtime gives.</summary>
    [TestMethod]
    public void The_network_computes_what_ONNX_Runtime_does()
    {
        using var scope = NewDisposeScope();
        using var network = FixedNetwork.Load(s_file, CPU);
        using var runtime = OnnxImageNetwork.Load(s_file, new OnnxGeneratorOptions { Device = GeneratorDevice.Cpu });
        float[] images = [.. OnnxRun.Numbers(3 * 224 * 224, seed: 1).Select(number => 60 * number)];
        float[] expected = runtime.Run(images);

        using (no_grad())
        {
            var maps = network.FeatureMaps(TensorValues.Create(images, 1, 3, 224, 224));
            CollectionAssert.AreEqual(
                (long[])[112, 56, 28, 14, 7], maps.Select(map => map.shape[2]).ToArray());
            float[] actual = maps[^1].mean([2, 3]).ToFloats();
            double largest = expected.Max(Math.Abs);
            Assert.HasCount(expected.Length, actual);
            Assert.IsLessThan(1e-4 * largest, expected.Zip(actual, (a, b) => (double)Math.Abs(a - b)).Max());
        }
    }

    [TestMethod]
    public void Equal_images_have_no_distance_and_nearer_ones_less()
    {
        using var scope = NewDisposeScope();
        using var distance = Distance();
        using var random = new Generator(2);
        var image = (torch.rand(2, 1, 32, 32, generator: random, device: CPU) * 2) - 1;
        var noise = torch.randn(2, 1, 32, 32, generator: random, device: CPU);
        Assert.AreEqual(0, distance.Of(image, image).item<float>(), 1e-9);
        float near = distance.Of(image + (noise * 0.05), image).item<float>();
        float far = distance.Of(image + (noise * 0.5), image).item<float>();
        Assert.IsGreaterThan(0, near);
        Assert.IsGreaterThan(2 * near, far);
    }

    /// <summary>Along a random direction the distance changes as its gradient says.</summary>
    [TestMethod]
    public void Gradients_reach_the_image()
    {
        using var scope = NewDisposeScope();
        using var distance = Distance();
        using var random = new Generator(3);
        var target = (torch.rand(1, 3, 32, 32, generator: random, device: CPU) * 2) - 1;
        var image = (torch.rand(1, 3, 32, 32, generator: random, device: CPU) * 2) - 1;
        var direction = torch.randn(1, 3, 32, 32, generator: random, device: CPU);
        direction /= direction.norm();
        var output = image.clone().requires_grad_(true);
        distance.Of(output, target).backward();
        double slope = (output.grad! * direction).sum().item<float>();

        const double Step = 0.05;
        using (no_grad())
        {
            double ahead = distance.Of(image + (direction * Step), target).item<float>();
            double behind = distance.Of(image - (direction * Step), target).item<float>();
            Assert.AreEqual((ahead - behind) / (2 * Step), slope, Math.Max(0.05 * Math.Abs(slope), 2e-5));
        }
    }

    [TestMethod]
    public void A_file_of_another_kind_is_refused()
    {
        using var folder = new Data.TemporaryFolder();
        var graph = new OnnxGraph("linear");
        graph.Output("out", graph.Linear("fc", graph.Input("in", null, 2), [1, 2], [0], 1));
        string file = folder.Write("linear.onnx", graph.ToBytes());
        var refused = Assert.ThrowsExactly<GanOnnxException>(() => FixedNetwork.Load(file, CPU));
        Assert.Contains("linear.onnx", refused.Message);
        Assert.Contains("convolutions", refused.Message);
        Assert.ThrowsExactly<GanOptionException>(() => new NetworkDistance(new NetworkPerceptualLoss(), CPU));
    }

    /// <summary>A convolution whose padding makes 2²⁶ numbers of an image of 4×4.</summary>
    [TestMethod]
    public void A_network_that_makes_very_much_of_an_image_is_refused_before_it_runs()
    {
        using var folder = new Data.TemporaryFolder();
        const long Rows = 1 << 23;
        var graph = new OnnxGraph("features");
        var image = graph.Input("image", null, 3, 4, 4);
        var maps = graph.Node(
            "Conv", "conv", [image, graph.Constant("weight", OnnxRun.Numbers(6, 1), 2, 3, 1, 1)],
            [null, 2, Rows + 4, 4], ("kernel_shape", new long[] { 1, 1 }), ("pads", new long[] { Rows, 0, 0, 0 }));
        graph.Output("features", graph.Node("GlobalAveragePool", "pool", [maps], [null, 2, 1, 1]));
        string file = folder.Write("large.onnx", graph.ToBytes());

        foreach (var load in (Action[])[
            () => FixedNetwork.Load(file, CPU).Dispose(),
            () => OnnxImageNetwork.Load(file, new OnnxGeneratorOptions { Device = GeneratorDevice.Cpu }).Dispose()])
        {
            string message = Assert.ThrowsExactly<GanOnnxException>(load).Message;
            Assert.Contains("the Conv 'conv' makes 67,108,896 numbers", message);
            Assert.Contains("at most 33,554,432", message);
        }
    }

    private static NetworkDistance Distance() => new(new NetworkPerceptualLoss { File = s_file }, CPU);
}
