using System.ComponentModel;
using System.Diagnostics;
using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Onnx.Writing;

/// <summary>What is written, by the judgement of ONNX's own checker and shape inference (python3-onnx).</summary>
[TestClass]
public class OnnxCheckerTests
{
    private const string Check = """
        import sys, onnx
        model = onnx.load(sys.argv[1])
        onnx.checker.check_model(model, full_check=True)
        def shapes(m):
            infos = list(m.graph.value_info) + list(m.graph.output)
            return {i.name: [d.dim_value or d.dim_param for d in i.type.tensor_type.shape.dim] for i in infos}
        stated = shapes(model)
        del model.graph.value_info[:]
        inferred = shapes(onnx.shape_inference.infer_shapes(model, strict_mode=True))
        for name, shape in inferred.items():
            for have, want in zip(stated[name], shape):
                assert have == want or (isinstance(want, str) and isinstance(have, str)), (name, stated[name], shape)
        print("accepted", len(inferred))
        """;

    [TestMethod]
    public void The_checker_accepts_every_operator_and_infers_the_same_shapes()
    {
        var graph = new OnnxGraph("all");
        var latent = graph.Input("latent", null, 6);
        var x = graph.Reshape("seed", graph.Linear("fc", latent, new float[192], new float[32], 32), -1, 2, 4, 4);
        x = graph.ConvTranspose2d("up1", x, new float[2 * 3 * 16], null, 3, 4, 2, 1);
        x = graph.LeakyRelu("act1", graph.ScaleAndShift("bn1", x, new float[3], new float[3]), 0.2f);
        x = graph.UpsampleNearest("up2", x);
        x = graph.Conv2d("conv", x, new float[8 * 3 * 9], new float[8], 8, 3, 1, 1);
        x = graph.Relu("act2", graph.InstanceNormalization("norm", x, new float[8], new float[8]));
        x = graph.DepthToSpace("shuffle", x);
        x = graph.Concat("cat", [x, graph.Sigmoid("gate", x)]);
        x = graph.ScaleAndShift("bn2", graph.Mul("mul", x, graph.Add("add", x, x)), new float[4], new float[4]);
        x = graph.Sub(
            "sub", graph.Abs("abs", x), graph.ReduceMean("mean", graph.Exp("exp", graph.Neg("neg", x)), axis: 0));
        x = graph.Add(
            "first",
            x,
            graph.ExpandBatch("expand", graph.ReduceSum("sum", graph.Sqrt("sqrt", graph.Abs("abs2", x)), axis: 0), x));
        graph.Metadata[GeneratorMetadata.Network] = "all";
        graph.Output("image", graph.Tanh("tanh", x));
        Accept(graph);
    }

    [TestMethod]
    public void The_checker_accepts_images_of_any_size()
    {
        var graph = new OnnxGraph("open");
        var input = graph.Input("input", null, 2, null, null);
        var x = graph.Conv2d("down", graph.ReflectionPad2d("pad", input, 3), new float[4 * 2 * 49], null, 4, 7);
        x = graph.PRelu("act", graph.InstanceNormalization("norm", x, new float[4], new float[4]), new float[4]);
        x = graph.Concat("skip", [x, graph.ConvTranspose2d(
            "up", graph.Conv2d("half", x, new float[4 * 4 * 16], null, 4, 4, 2, 1), new float[4 * 4 * 16], null, 4, 4,
            2, 1)]);
        graph.Output("output", graph.Tanh("tanh", graph.DepthToSpace("shuffle", graph.UpsampleNearest("larger", x))));
        Accept(graph);
    }

    [TestMethod]
    public void The_checker_accepts_noise_drawn_by_the_runtime()
    {
        var graph = new OnnxGraph("noise");
        graph.Output("latent", OnnxNoise.NormalLike(graph, "noise", graph.Input("row", null, 1), 5));
        Accept(graph);
    }

    [TestMethod]
    [DataRow(4)]
    [DataRow(5)]
    public void The_checker_accepts_noise_from_seeds(int latentSize)
    {
        var graph = new OnnxGraph("noise");
        var seed = graph.Input("seed", OnnxElementType.Int64, [null]);
        graph.Output("latent", OnnxNoise.FromSeed(graph, "noise", seed, latentSize));
        Accept(graph);
    }

    private static void Accept(OnnxGraph graph)
    {
        string path = Path.GetTempFileName();
        try
        {
            graph.Save(path);
            var (exitCode, output) = Python(Check, path);
            if (exitCode != 0 && output.Contains("No module named 'onnx'", StringComparison.Ordinal))
                Assert.Inconclusive("python3-onnx is not installed.");
            Assert.AreEqual(0, exitCode, output);
            StringAssert.Contains(output, "accepted");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static (int ExitCode, string Output) Python(params string[] arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/python3", ["-c", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd() + errors.Result;
            process.WaitForExit();
            return (process.ExitCode, output);
        }
        catch (Win32Exception)
        {
            Assert.Inconclusive("There is no /usr/bin/python3.");
            throw;
        }
    }
}
