using System.Reflection;
using Ml.Gan.Networks;
using Ml.Gan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Benchmarks.Comparison;

/// <summary>Ml.Gan's trainer.</summary>
internal sealed class MlGanSide : ITrainingSide
{
    private readonly GanTrainer _trainer;

    public MlGanSide(FixedSamples images, int threads, long steps)
    {
        torch.set_num_threads(threads);
        var options = Workload.Options(steps);
        Parameters = CountParameters(options, images);
        _trainer = new GanTrainer(options, images);
    }

    public string Name { get; } =
        $"Ml.Gan {typeof(GanTrainer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]} (libtorch {torch.__version__})";

    public int Threads => torch.get_num_threads();

    public long Parameters { get; }

    public double[] Run(int steps)
    {
        using var clock = new StepClock(steps);
        _trainer.Train([clock], clock.Enough);
        return clock.Milliseconds;
    }

    public void Dispose() => _trainer.Dispose();

    private static long CountParameters(TrainingOptions options, FixedSamples images)
    {
        using var factory = new ParameterFactory(1, CPU);
        using var generator = options.Network.CreateGenerator(new GeneratorDesign(images.Shape, options.LatentSize), factory);
        using var discriminator = options.Network.CreateDiscriminator(new DiscriminatorDesign { Input = images.Shape }, factory);
        return generator.parameters().Concat(discriminator.parameters()).Sum(parameter => parameter.numel());
    }
}
