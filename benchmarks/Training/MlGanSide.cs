using System.Reflection;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Benchmarks.Training;

/// <summary>Ml.Gan's trainer.</summary>
internal sealed class MlGanSide : ITrainingSide
{
    private readonly LatentGan _gan;

    public MlGanSide(LatentGanOptions options, ISampleSource data, int threads)
    {
        torch.set_num_threads(threads);
        Parameters = CountParameters(options, data.Shape);
        _gan = new LatentGan(options, data);
    }

    public string Name { get; } = $"Ml.Gan {Version()} (libtorch {torch.__version__})";

    public int Threads => torch.get_num_threads();

    public long Parameters { get; }

    public double[] Run(int steps)
    {
        using var clock = new StepClock(steps);
        new GanTrainer(_gan).Train([clock], clock.Enough);
        return clock.Milliseconds;
    }

    public void Dispose() => _gan.Dispose();

    private static long CountParameters(LatentGanOptions options, SampleShape shape)
    {
        using var factory = new ParameterFactory(1, CPU);
        using var generator = options.Network.CreateGenerator(
            new GeneratorDesign(shape, options.LatentSize), factory);
        using var discriminator = options.Network.CreateDiscriminator(
            new DiscriminatorDesign { Input = shape, BatchNorm = options.Objective.Penalty is null }, factory);
        return generator.parameters().Concat(discriminator.parameters()).Sum(parameter => parameter.numel());
    }

    private static string Version() =>
        typeof(LatentGan).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];
}
