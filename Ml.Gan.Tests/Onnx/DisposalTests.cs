using Ml.Gan.Onnx;
using Ml.Gan.Tests.Onnx.Translating;

namespace Ml.Gan.Tests.Onnx;

/// <summary>Calls after and during disposal, which native code would answer by ending the process.</summary>
[TestClass]
public sealed class DisposalTests
{
    private static readonly OnnxGeneratorOptions s_options = new()
    {
        Device = GeneratorDevice.Cpu,
        BatchSize = 4,
        IntraOpThreads = 1,
    };

    [TestMethod]
    public void Every_call_of_a_disposed_generator_is_refused()
    {
        var generator = OnnxGenerator.Load(EchoGenerator.Bytes(codes: "3,c2"), s_options);
        float[] latent = [0, 1];
        generator.Dispose();
        generator.Dispose();

        Refused(() => generator.Sample(1, 1));
        Refused(() => generator.Sample(0, 1));
        Refused(() => generator.Sample(1, 1, new GeneratorConditions()));
        Refused(() => generator.Generate(latent));
        Refused(() => generator.Interpolate(latent, latent, 2));
        Refused(() => generator.Traverse("c1", -1, 1, 2));

        static void Refused(Func<object> call)
        {
            var refusal = Assert.ThrowsExactly<ObjectDisposedException>(call);
            Assert.AreEqual(typeof(OnnxGenerator).FullName, refusal.ObjectName);
            StringAssert.Contains(refusal.Message, "load the model again");
        }
    }

    [TestMethod]
    public void What_a_disposed_generator_is_can_still_be_read()
    {
        var generator = OnnxGenerator.Load(Generators.Image(), s_options);
        generator.Dispose();
        Assert.AreEqual(Generators.LatentSize, generator.Info.LatentSize);
        Assert.AreEqual(GeneratorDevice.Cpu, generator.Device);
        StringAssert.StartsWith(generator.DeviceDescription, "CPU");
    }

    [TestMethod]
    public void Samples_outlive_the_generator()
    {
        ImageBatch images;
        using (var generator = OnnxGenerator.Load(Generators.Image(), s_options))
            images = generator.Sample(5, 1);
        OnnxRun.AreClose(
            Generators.Expected(LatentNoise.Rows(5, Generators.LatentSize, 1)), images.Values.Span);
    }

    [TestMethod]
    public void A_disposed_discriminator_refuses_to_score()
    {
        var discriminator = OnnxDiscriminator.Load(Discriminator(), s_options);
        discriminator.Dispose();
        discriminator.Dispose();
        var refusal = Assert.ThrowsExactly<ObjectDisposedException>(() => discriminator.Score(new float[2]));
        Assert.AreEqual(typeof(OnnxDiscriminator).FullName, refusal.ObjectName);
        Assert.AreEqual(2, discriminator.Info.SampleLength);
    }

    [TestMethod]
    [Timeout(120_000)]
    public void A_generator_may_be_disposed_of_while_threads_sample()
    {
        float[] expected = Generators.Expected(LatentNoise.Rows(64, Generators.LatentSize, 1));
        WhileDisposed(
            () => OnnxGenerator.Load(Generators.Image(), s_options),
            generator => OnnxRun.AreClose(expected, generator.Sample(64, 1).Values.Span));
    }

    [TestMethod]
    [Timeout(120_000)]
    public void A_discriminator_may_be_disposed_of_while_threads_score()
    {
        float[] samples = OnnxRun.Numbers(128, 3);
        float[] expected = [.. samples.Chunk(2).Select(sample => sample[0] + sample[1])];
        WhileDisposed(
            () => OnnxDiscriminator.Load(Discriminator(), s_options),
            discriminator => OnnxRun.AreClose(expected, discriminator.Score(samples).Scores.Span));
    }

    [TestMethod]
    [Timeout(120_000)]
    public void A_translator_may_be_disposed_of_while_threads_translate()
    {
        float[] image = OnnxRun.Numbers(40 * 40, 4);
        float[] expected = [.. image.Select(value => -value)];
        WhileDisposed(
            () => Translators.Load(Translators.Inversion(), tile: 16),
            translator => OnnxRun.AreClose(expected, translator.Translate(image, 1, 40, 40).Values.Span, 1e-6f));
    }

    [TestMethod]
    public void A_disposed_translator_refuses_every_call()
    {
        var translator = Translators.Load(Translators.Inversion());
        translator.Dispose();
        translator.Dispose();
        Action[] calls =
        [
            () => translator.Translate(new float[1], 1, 1, 1),
            () => translator.TranslateInto(new float[1], 1, 1, 1, new float[1]),
            () => translator.TranslatePixels(new byte[1], 1, 1, 1),
            () => translator.TranslatePixelsInto(new byte[1], 1, 1, 1, new byte[1]),
        ];
        foreach (var call in calls)
            Assert.AreEqual(
                typeof(OnnxTranslator).FullName, Assert.ThrowsExactly<ObjectDisposedException>(call).ObjectName);
        Assert.AreEqual(1, translator.Info.InputChannels);
        StringAssert.StartsWith(translator.DeviceDescription, "CPU");
    }

    /// <summary>Fifty times: eight threads call, and each call is either right or refused.</summary>
    private static void WhileDisposed<T>(Func<T> load, Action<T> call)
        where T : IDisposable
    {
        for (int round = 0; round < 50; round++)
        {
            var model = load();
            using var calling = new CountdownEvent(8);
            Task[] threads = [.. Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    call(model);
                    calling.Signal();
                    while (true)
                        call(model);
                },
                TaskCreationOptions.LongRunning))];
            calling.Wait();
            Thread.SpinWait(round * 1000);
            model.Dispose();

            var failures = Assert.ThrowsExactly<AggregateException>(() => Task.WaitAll(threads)).InnerExceptions;
            Assert.HasCount(8, failures);
            foreach (var failure in failures)
                Assert.IsInstanceOfType<ObjectDisposedException>(failure, failure.ToString());
        }
    }

    private static byte[] Discriminator()
    {
        var graph = new OnnxGraph("discriminator");
        var sample = graph.Input("sample", null, 2);
        graph.Output("score", graph.Linear("sum", sample, [1, 1], [0], 1));
        return graph.ToBytes();
    }
}
