using System.Diagnostics;
using Ml.Gan.Data;
using Ml.Gan.Export;
using Ml.Gan.Networks;
using Ml.Gan.Networks.Layers;
using Ml.Gan.Objectives;
using Ml.Gan.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>
/// Trains a GAN: in each step it updates the discriminator k times, then the generator, then the average of the
/// generator's weights. Everything else watches as an <see cref="ITrainingListener"/>. Not thread-safe; several
/// trainers in one process don't disturb each other or the global random state.
/// </summary>
public sealed class GanTrainer : IDisposable
{
    private readonly Objective _objective;
    private readonly int _discriminatorSteps;
    private readonly int _batchSize;
    private readonly int _latentSize;
    private readonly Device _device;
    private readonly Players _players;
    private readonly GeneratorAverage? _average;
    private readonly BatchReader _batches;
    private readonly Generator _random;
    private readonly GeneratorDescription _description;
    private long _step;

    /// <summary>Prepares a training on <paramref name="data"/>, which stays the caller's.</summary>
    /// <exception cref="GanOptionException">An option is out of range or doesn't fit the data.</exception>
    public GanTrainer(TrainingOptions options, ISampleSource data)
    {
        options.Check(data.Shape);
        Steps = options.StepsFor(data);
        _objective = options.Objective;
        _discriminatorSteps = options.DiscriminatorSteps ?? _objective.RecommendedDiscriminatorSteps;
        (_batchSize, _latentSize) = (options.BatchSize, options.LatentSize);
        _device = options.Device.ToTorch();
        _batches = new BatchReader(data, _batchSize, SeedStream.Shuffling.Derive(options.SeedOrDefault), _device);
        _random = new Generator((ulong)SeedStream.Latents.Derive(options.SeedOrDefault));
        _players = new Players(options, data.Shape, _device);
        _average = options.EmaDecay > 0 ? CreateAverage(options, data.Shape) : null;
        _description = new GeneratorDescription(options, data);
    }

    /// <summary>Number of generator steps that <see cref="Train"/> takes.</summary>
    public long Steps { get; }

    /// <summary>Real images that one step looks at.</summary>
    public int ImagesPerStep => _batchSize * _discriminatorSteps;

    /// <summary>Trains until all steps are done or <paramref name="cancellation"/> asks to stop after the step in progress.</summary>
    /// <returns>The number of steps completed so far.</returns>
    /// <exception cref="GanException">The training diverged.</exception>
    public long Train(IReadOnlyList<ITrainingListener>? listeners = null, CancellationToken cancellation = default)
    {
        ITrainingListener[] all = [new DivergenceGuard(), .. listeners ?? []];
        var watch = Stopwatch.StartNew();
        while (_step < Steps && !cancellation.IsCancellationRequested)
            RunStep(all, watch);
        return _step;
    }

    /// <summary>Generates samples with the (averaged) generator in inference mode.</summary>
    /// <param name="latents">N latent vectors, one after the other.</param>
    /// <returns>N samples, one after the other, images as C, H, W in [-1, 1].</returns>
    public float[] Sample(ReadOnlySpan<float> latents)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var network = Sampled;
        network.eval();
        var input = torch.tensor(latents.ToArray(), [latents.Length / _latentSize, _latentSize]).to(_device);
        float[] samples = network.call(input).ToFloats();
        _players.Generator.train();
        return samples;
    }

    /// <summary>The (averaged) generator as an ONNX graph with the input <c>latent</c>.</summary>
    public OnnxGraph Export() => GeneratorExporter.Export(Sampled, _description, _step);

    /// <summary>The same with another source of latent vectors and another output name.</summary>
    internal OnnxGraph Export(string outputName, Func<OnnxGraph, OnnxValue> latent) =>
        GeneratorExporter.Export(Sampled, _description, _step, outputName, latent);

    /// <inheritdoc/>
    public void Dispose()
    {
        _average?.Dispose();
        _players.Dispose();
        _random.Dispose();
        _batches.Dispose();
    }

    private GeneratorNetwork Sampled => _average?.Network ?? _players.Generator;

    private void RunStep(ITrainingListener[] listeners, Stopwatch watch)
    {
        using var scope = NewDisposeScope();
        var losses = PlayStep();
        _step++;
        _average?.Update(_step);
        var completed = new TrainingStep(this, _step, watch.Elapsed, losses.Read);
        foreach (var listener in listeners)
            listener.StepCompleted(completed);
    }

    /// <summary>D's last generated batch serves G's update too, so only that one records G's gradients.</summary>
    private StepTensors PlayStep()
    {
        for (int i = 1; i < _discriminatorSteps; i++)
        {
            using var scope = NewDisposeScope();
            UpdateDiscriminator(GenerateFrozen());
        }
        var generated = _players.Generator.call(DrawLatents());
        var (loss, real, scores) = UpdateDiscriminator(generated.detach());
        return new StepTensors(_objective, loss, UpdateGenerator(generated), real, scores);
    }

    private (Tensor Loss, Tensor Real, Tensor Generated) UpdateDiscriminator(Tensor generated)
    {
        var (discriminator, optimizer) = (_players.Discriminator, _players.DiscriminatorOptimizer);
        _players.DiscriminatorLearns = true;
        optimizer.zero_grad();
        var batch = _batches.Next();
        var (real, fake) = (discriminator.call(batch), discriminator.call(generated));
        var loss = _objective.DiscriminatorLoss(real, fake);
        if (_objective.Penalty is { } penalty)
            loss += penalty.Loss(discriminator, batch, generated, _random);
        loss.backward();
        optimizer.step();
        return (loss.detach(), real.detach(), fake.detach());
    }

    private Tensor UpdateGenerator(Tensor generated)
    {
        _players.DiscriminatorLearns = false;
        _players.GeneratorOptimizer.zero_grad();
        var loss = _objective.GeneratorLoss(_players.Discriminator.call(generated));
        loss.backward();
        _players.GeneratorOptimizer.step();
        return loss.detach();
    }

    private Tensor GenerateFrozen()
    {
        using var frozen = no_grad();
        return _players.Generator.call(DrawLatents());
    }

    private Tensor DrawLatents() => torch.randn(_batchSize, _latentSize, generator: _random).to(_device);

    private GeneratorAverage CreateAverage(TrainingOptions options, SampleShape shape)
    {
        using var parameters = new ParameterFactory(SeedStream.Generator.Derive(options.SeedOrDefault), _device);
        var network = options.Network.CreateGenerator(shape, options.LatentSize, parameters);
        return new GeneratorAverage(_players.Generator, network, options.EmaDecay);
    }
}
