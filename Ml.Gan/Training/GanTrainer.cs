using System.Diagnostics;
using Ml.Gan.Data;
using Ml.Gan.Export;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Onnx;
using Ml.Gan.Training.Conditions;
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
    /// <summary>Numbers in the samples that are generated at once.</summary>
    private const int LargestBatch = 1 << 22;

    private readonly int _latentSize;
    private readonly SampleShape _shape;
    private readonly int _packing;
    private readonly Objective _objective;
    private readonly Device _device;
    private readonly ConditionPlan _plan;
    private readonly Game _game;
    private readonly DiscriminatorProbe _probe;
    private readonly GeneratorAverage? _average;
    private readonly GeneratorDescription _description;
    private long _step;
    private long _sampledStep;

    /// <summary>Prepares a training on <paramref name="data"/>, which stays the caller's.</summary>
    /// <exception cref="GanOptionException">An option is out of range or doesn't fit the data.</exception>
    public GanTrainer(TrainingOptions options, ISampleSource data)
    {
        options.Check(data.Shape);
        using var computation = FinalizerPause.Begin();
        TorchWarnings.Silence();
        if (options.KeepFreedMemory)
            FreedMemory.Keep();
        Steps = options.StepsFor(data);
        Stages = options.Network.StageShares(data.Shape).Count;
        ImagesPerStep = options.BatchSize * options.StepsOfDiscriminator();
        (_latentSize, _shape, _packing) = (options.LatentSize, data.Shape, options.Packing);
        (_objective, _device) = (options.Objective, options.Device.ToTorch());
        _plan = ConditionPlan.For(options, data);
        _game = new Game(options, data, _plan, _device);
        _probe = new DiscriminatorProbe(_game.Players, _shape, _packing, _device);
        _average = options.EmaDecay > 0 ? CreateAverage(options) : null;
        _description = new GeneratorDescription(options, data);
    }

    /// <summary>Number of generator steps that <see cref="Train"/> takes.</summary>
    public long Steps { get; }

    /// <summary>Number of stages that the networks are trained in; 1 for networks that are trained as a whole.</summary>
    public int Stages { get; }

    /// <summary>Number of the stage that the last step belonged to, from 1.</summary>
    public int Stage => _game.Players.Position.Stage + 1;

    /// <summary>Numbers that the generator takes besides a latent vector: the condition, then the codes; 0 for none.</summary>
    public int ConditionSize => _plan.GeneratorSize;

    /// <summary>Names of the classes that the discriminator tells apart (<see cref="Classify"/>); none where it doesn't.</summary>
    public IReadOnlyList<string> Classes => _plan.Classes;

    /// <summary>Real images that one step looks at.</summary>
    public int ImagesPerStep { get; }

    /// <summary>
    /// Trains until all steps are done, a listener stops it, or <paramref name="cancellation"/> asks to stop after the step in
    /// progress.
    /// </summary>
    /// <returns>The number of steps completed so far.</returns>
    /// <exception cref="GanException">The training diverged.</exception>
    public long Train(IReadOnlyList<ITrainingListener>? listeners = null, CancellationToken cancellation = default)
    {
        ITrainingListener[] all = [new DivergenceGuard(), .. listeners ?? []];
        var watch = Stopwatch.StartNew();
        bool ended = _step >= Steps || cancellation.IsCancellationRequested;
        while (!ended)
            ended = RunStep(all, watch, cancellation);
        return _step;
    }

    /// <summary>Generates samples with the (averaged) generator in inference mode.</summary>
    /// <param name="latents">N latent vectors, one after the other.</param>
    /// <param name="conditions">
    /// N rows of <see cref="ConditionSize"/> numbers, one after the other: the label one-hot or the vector, then the codes; nothing where that is 0.
    /// </param>
    /// <returns>N samples, one after the other, images as C, H, W in [-1, 1].</returns>
    /// <exception cref="ArgumentException">There are not as many conditions as latent vectors.</exception>
    public float[] Sample(ReadOnlySpan<float> latents, ReadOnlySpan<float> conditions = default)
    {
        long count = latents.Length / _latentSize;
        if (conditions.Length != count * ConditionSize)
            throw new ArgumentException(
                $"{count} samples need {count} conditions of {ConditionSize} numbers; got {conditions.Length} numbers.", nameof(conditions));
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        using var frozen = no_grad();
        var network = Sampled;
        network.eval();
        var input = torch.tensor(latents.ToArray(), [count, _latentSize]).to(_device);
        var given = ConditionSize == 0 ? null : torch.tensor(conditions.ToArray(), [count, ConditionSize]).to(_device);
        float[] samples = Generate(network, input, given);
        _game.Players.Generator.train();
        return samples;
    }

    /// <summary>What the generator can be asked for.</summary>
    public ConditionLayout Conditions => _plan.Layout;

    /// <summary>
    /// Conditions for <see cref="Sample"/>: what <see cref="OnnxGenerator"/> makes of the same conditions and seed. Where no vectors are asked for,
    /// those of the data's first samples.
    /// </summary>
    /// <param name="asked">What is asked for; null for the defaults: the classes in turn, and codes that are drawn.</param>
    /// <param name="count">Number of samples, N.</param>
    /// <param name="seed">Seed of codes that are drawn.</param>
    /// <returns>N rows of <see cref="ConditionSize"/> numbers, one after the other.</returns>
    /// <exception cref="ArgumentException">The generator doesn't take what is asked for.</exception>
    public float[] ConditionRows(GeneratorConditions? asked, int count, int seed) => _plan.Layout.Rows(_plan.Complete(asked, count), count, seed);

    /// <summary>Scores samples with the discriminator in inference mode.</summary>
    /// <param name="samples">
    /// N samples, one after the other, images as C, H, W in [-1, 1]. Where D sees packs of m, they are packed in this order; with a
    /// minibatch feature a score depends on all samples of the call.
    /// </param>
    /// <param name="conditions">
    /// Where D is conditional, what the samples are: N labels one-hot or vectors, one after the other; else nothing.
    /// </param>
    /// <returns>D's raw outputs, one after the other: logits or critic values, N of them, or one for each pack; for several outputs K, N·K.</returns>
    /// <exception cref="InvalidOperationException">The objective has no discriminator.</exception>
    public float[] Score(ReadOnlySpan<float> samples, ReadOnlySpan<float> conditions = default) =>
        _probe.Read(samples, conditions, scores => scores);

    /// <summary>Probabilities of the classes by the discriminator in inference mode.</summary>
    /// <param name="samples">N samples, one after the other, images as C, H, W in [-1, 1].</param>
    /// <returns>K probabilities for each sample, one after the other, in the order of the labels.</returns>
    /// <exception cref="InvalidOperationException">The objective's discriminator doesn't tell classes apart.</exception>
    public float[] Classify(ReadOnlySpan<float> samples) => _plan.Classes.Count > 0
        ? _probe.Read(samples, [], scores => scores.softmax(1))
        : throw new InvalidOperationException($"The discriminator of {_objective.Name} doesn't tell classes apart.");

    /// <summary>Copies the (averaged) generator's present weights.</summary>
    public GeneratorSnapshot Snapshot() => new(Sampled, _sampledStep, _game.Players.Position);

    /// <summary>
    /// Puts the weights of <paramref name="snapshot"/>, which this trainer took, into the (averaged) generator: <see cref="Sample"/>
    /// and <see cref="Export()"/> use them from now on.
    /// </summary>
    public void Restore(GeneratorSnapshot snapshot)
    {
        snapshot.CopyTo(Sampled);
        Sampled.Enter(snapshot.Position);
        _sampledStep = snapshot.Step;
    }

    /// <summary>The (averaged) generator as an ONNX graph with the input <c>latent</c> and, where it is conditional, <c>label</c>, <c>condition</c> or <c>codes</c>.</summary>
    public OnnxGraph Export() => GeneratorExporter.Export(Sampled, _plan, _description, _sampledStep);

    /// <summary>
    /// The discriminator as an ONNX graph. Its input is <c>image</c> or <c>sample</c>, float (N, …) at full size, packs of m as (N, mC, H, W) or
    /// (N, mD); where it is conditional also <c>label</c>, int64 (N), or <c>condition</c>, float (N, c), for packs (N, m) and (N, mc). Its
    /// outputs are <c>realness</c>, float (N, 1), the larger the more real, and, where it classifies, <c>score</c>, float (N, K), the
    /// probabilities of the classes, whose names are in the metadata. With a minibatch feature a realness depends on the whole batch.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no discriminator, or it doesn't say how real a single sample is.</exception>
    public OnnxGraph ExportDiscriminator() => _objective.ScoresSamples
        ? DiscriminatorExporter.Export(_game.Players.Discriminator!, _objective, _shape, _packing, _plan, _description, _step)
        : throw new InvalidOperationException(
            $"The objective {_objective.Name} has no discriminator that says how real a sample is, so there is none to export.");

    /// <summary>The generator with another source of latent vectors and conditions, and another output name.</summary>
    internal OnnxGraph Export(string outputName, Func<OnnxGraph, (OnnxValue Latent, OnnxValue? Condition)> inputs) =>
        GeneratorExporter.Export(Sampled, _description, _sampledStep, outputName, inputs);

    /// <inheritdoc/>
    public void Dispose()
    {
        _average?.Dispose();
        _game.Dispose();
    }

    private GeneratorNetwork Sampled => _average?.Network ?? _game.Players.Generator;

    /// <summary>As many samples at once as memory surely allows.</summary>
    private float[] Generate(GeneratorNetwork network, Tensor latents, Tensor? conditions)
    {
        long count = latents.shape[0], most = Math.Max(1, LargestBatch / _shape.Length);
        if (count <= most)
            return network.call(latents, conditions).ToFloats();
        var samples = new float[count * _shape.Length];
        for (long start = 0; start < count; start += most)
        {
            using var scope = NewDisposeScope();
            long part = Math.Min(most, count - start);
            var made = network.call(latents.narrow(0, start, part), conditions?.narrow(0, start, part));
            made.ToFloats().CopyTo(samples, start * _shape.Length);
        }
        return samples;
    }

    private bool RunStep(ITrainingListener[] listeners, Stopwatch watch, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        StepTensors left;
        using (FinalizerPause.Begin())
        {
            left = _game.PlayStep(_step);
            _sampledStep = ++_step;
            _average?.Enter(_game.Players.Position);
            _average?.Update();
        }
        var completed = new TrainingStep(this, _step, watch.Elapsed, left.Read, cancellation);
        foreach (var listener in listeners)
            listener.StepCompleted(completed);
        return completed.IsLast;
    }

    private GeneratorAverage CreateAverage(TrainingOptions options)
    {
        using var parameters = new ParameterFactory(SeedStream.Generator.Derive(options.SeedOrDefault), _device);
        var network = options.Network.CreateGenerator(_game.Players.Generator.Design, parameters);
        return new GeneratorAverage(_game.Players.Generator, network, options.EmaDecay);
    }
}
