using System.Security.Cryptography;
using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Onnx;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Training;

/// <summary>What a program sets in TorchSharp for its own code doesn't reach into trainings and evaluations.</summary>
[TestClass]
public sealed class CallerSettingsTests
{
    public const string Command = "caller-settings";

    private const string Plain = "plain", NoGradients = "no-gradients", Inference = "inference";
    private const string Double = "double", Meta = "meta";

    public static IEnumerable<object[]> Options =>
    [
        [new LatentGanOptions { Network = new Dcgan { Width = 4 }, Augmentation = new DiffAugment() }],
        [new LatentGanOptions { Network = new Dcgan { Width = 4 }, Condition = new LabelCondition() }],
        [new LatentGanOptions { Network = new Dcgan { Width = 4 }, Condition = new VectorCondition() }],
        [new LatentGanOptions { Network = new Dcgan { Width = 4 }, Codes = LatentCodes.Parse("10,c2") }],
        [new LatentGanOptions { Network = new Dcgan { Width = 4 }, Augmentation = new AdaptiveAugmentation() }],
        [new LatentGanOptions { Network = new ResNet { Width = 4 }, Objective = new Hinge() }],
        [new LatentGanOptions { Network = new Sagan { Width = 4 } }],
        [new LatentGanOptions { Network = new FastGan { Width = 2 } }],
        [new LatentGanOptions { Network = new Gran() }],
        [new LatentGanOptions { Network = new LapGan() }],
        [new LatentGanOptions { Network = new ProgressiveGan() }],
        [new LatentGanOptions { Network = new StackGan() }],
        [new LatentGanOptions { Network = new Mlp(), Objective = new Mmd() }],
        [new LatentGanOptions { Network = new Mlp(), Objective = new SemiSupervised() }],
        [new LatentGanOptions { Network = new Mlp(), InstanceNoise = 0.1, DiscriminatorDropout = 0.5 }],
        [new LatentGanOptions { Network = new Mlp(), MinibatchFeature = MinibatchFeature.Discrimination }],
        [new LatentGanOptions { Network = new Mlp(), SpectralNorm = true, LinearDecayStart = 0.5 }],
    ];

    [TestMethod]
    [DynamicData(nameof(Options))]
    public void Trainings_go_by_their_own_type_and_device(LatentGanOptions options)
    {
        string expected = Trained(options);
        Assert.AreEqual(expected, With(Double, () => Trained(options)), "default type");
        Assert.AreEqual(expected, With(Meta, () => Trained(options)), "default device");
    }

    [TestMethod]
    [DataRow(NoGradients)]
    [DataRow(Inference)]
    [DataRow(Double)]
    [DataRow(Meta)]
    public void Trainings_and_evaluations_are_the_same_whatever_the_caller_has_set(string setting) =>
        Assert.AreEqual(OwnProcess.Run([Command, Plain]).Output, OwnProcess.Run([Command, setting]).Output);

    [TestMethod]
    public void A_training_leaves_the_caller_s_mode_as_it_was()
    {
        using (no_grad())
        {
            Trained(new LatentGanOptions { Network = new Mlp() });
            Assert.IsFalse(is_grad_enabled());
        }
        using (inference_mode())
        {
            Trained(new LatentGanOptions { Network = new Mlp() });
            Assert.IsTrue(is_inference_mode_enabled());
        }
        Assert.IsTrue(is_grad_enabled());
    }

    /// <summary>
    /// The process's entry: trains and evaluates under a setting, from the first use of the library on, and writes what
    /// comes out.
    /// </summary>
    public static int Start(string[] arguments)
    {
        Console.WriteLine(With(arguments.Single(), () =>
        {
            string trained = Trained(new LatentGanOptions { Network = new Dcgan { Width = 4 } });
            using var data = new Glyphs(size: 32);
            var report = GeneratorEvaluation.Evaluate(
                count => new SampleRows(new float[count * data.Shape.Length], data.Shape.Length),
                data,
                new EvaluationOptions { Count = 50 });
            var figures = report.Results.Select(result => $"{result.Value:R} {result.Reference:R}");
            return trained + string.Join(" ", figures);
        }));
        return 0;
    }

    /// <summary>A hash of the generator, and samples that the model itself makes.</summary>
    private static string Trained(LatentGanOptions options)
    {
        (options.BatchSize, options.Steps, options.LatentSize) = (8, 6, 16);
        using var data = new Glyphs(size: 32);
        using var gan = new LatentGan(options, data);
        new GanTrainer(gan).Train();
        float[] samples = gan.Sample(LatentNoise.Rows(3, gan.LatentSize, seed: 1));
        return Convert.ToHexString(SHA256.HashData(gan.Export().ToBytes())) + string.Join(" ", samples.Take(3));
    }

    private static T With<T>(string setting, Func<T> run)
    {
        var (type, device) = (get_default_dtype(), get_default_device());
        try
        {
            set_default_dtype(setting == Double ? ScalarType.Float64 : type);
            set_default_device(setting == Meta ? META : device);
            using var mode = setting switch
            {
                NoGradients => (IDisposable)no_grad(),
                Inference => inference_mode(),
                _ => null,
            };
            return run();
        }
        finally
        {
            set_default_dtype(type);
            set_default_device(device);
        }
    }
}
