using System.Globalization;
using Ml.Gan.Models.Export;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Onnx;
using Ml.Gan.Training;
using Ml.Gan.Training.Weights;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <content>Inference: samples, scores, classes, snapshots, export.</content>
public sealed partial class LatentGan
{
    /// <summary>Numbers in the samples that are generated at once.</summary>
    private const int LargestBatch = 1 << 22;

    private long? _restoredStep;

    /// <summary>Length z of a latent vector.</summary>
    public int LatentSize => _options.LatentSize;

    /// <summary>Shape of a sample.</summary>
    public Data.SampleShape Shape => _shape;

    /// <summary>
    /// Names of the classes that the discriminator tells apart (<see cref="Classify"/>); none where it doesn't.
    /// </summary>
    public IReadOnlyList<string> Classes => _conditioning.Classes;

    /// <summary>
    /// Warning where a semi-supervised objective has no labeled sample of some class, which the discriminator can't
    /// learn to name then; null for none.
    /// </summary>
    public string? Warning => _classification?.UnlabeledClasses is [_, ..] missing
        ? "No labeled sample is of " + Data.ShortText.List([.. missing.Select(name => $"'{name}'")])
            + ": the discriminator learns to name the other classes alone. Give labels of each class."
        : null;

    /// <summary>What the generator can be asked for.</summary>
    public ConditionLayout Conditions => _conditioning.Layout;

    /// <summary>
    /// Samples of the (averaged) generator in inference mode: what <see cref="OnnxGenerator"/> gives for the exported
    /// generator, up to rounding.
    /// </summary>
    /// <param name="latents">N latent vectors, one after the other.</param>
    /// <param name="conditions">
    /// What is asked for; null, the default, for the classes in turn, the vectors of the data's first samples, and
    /// codes that are drawn with the seed 1.
    /// </param>
    /// <returns>N samples, one after the other, images as C, H, W in [-1, 1].</returns>
    /// <exception cref="ArgumentException">The generator doesn't take what is asked for.</exception>
    public float[] Sample(ReadOnlySpan<float> latents, GeneratorConditions? conditions = null)
    {
        using var use = BeginUse();
        int count = latents.Length / LatentSize, size = Conditions.RowSize;
        float[] rows = Conditions.Rows(_conditioning.Complete(conditions, count), count, seed: 1);
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        using var frozen = no_grad();
        var network = Sampled;
        network.eval();
        var input = TensorValues.Create(latents, count, LatentSize).to(_device);
        var given = size == 0 ? null : TensorValues.Create(rows, count, size).to(_device);
        float[] samples = Generate(network, input, given);
        _networks.Generator.train();
        return samples;
    }

    /// <summary>
    /// Conditions of N samples with what is left open chosen as <see cref="OnnxGenerator"/> chooses it for the same
    /// seed (<see cref="ConditionLayout.Settle"/>). Where no vectors are asked for, those of the data's first samples.
    /// </summary>
    /// <param name="asked">
    /// What is asked for; null for the defaults: the classes in turn, and codes that are drawn.
    /// </param>
    /// <param name="count">Number of samples, N.</param>
    /// <param name="seed">Seed of codes that are drawn.</param>
    /// <exception cref="ArgumentException">The generator doesn't take what is asked for.</exception>
    public GeneratorConditions Settle(GeneratorConditions? asked, int count, int seed) =>
        Conditions.Settle(_conditioning.Complete(asked, count), count, seed);

    /// <summary>Scores of samples by the discriminator in inference mode.</summary>
    /// <param name="samples">
    /// N samples, one after the other, images as C, H, W in [-1, 1]. Where D sees packs of m, they are packed in this
    /// order; with a minibatch feature a score depends on all samples of the call.
    /// </param>
    /// <param name="conditions">
    /// What the samples are said to be, where D is conditional; lists are used in turn. Default null.
    /// </param>
    /// <returns>
    /// D's raw outputs, one after the other: logits or critic values, N of them, or one for each pack; for several
    /// outputs K, N·K.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// D is conditional on vectors and none are given, or it doesn't take what is given.
    /// </exception>
    /// <exception cref="InvalidOperationException">The objective has no discriminator.</exception>
    public float[] Score(ReadOnlySpan<float> samples, GeneratorConditions? conditions = null)
    {
        int count = samples.Length / _shape.Length;
        var layout = _conditioning.DiscriminatorLayout;
        if (layout.ClassCount > 0
            && conditions is not { Labels: not null } and not { Classes: not null })
            throw new ArgumentException(
                "The discriminator scores samples of a class: say which class they are.", nameof(conditions));
        return Discriminate(samples, layout.Rows(conditions, count, seed: 1), outputs => outputs);
    }

    /// <summary>Probabilities of the classes by the discriminator in inference mode.</summary>
    /// <param name="samples">N samples, one after the other, images as C, H, W in [-1, 1].</param>
    /// <returns>K probabilities for each sample, one after the other, in the order of the labels.</returns>
    /// <exception cref="InvalidOperationException">
    /// The objective's discriminator doesn't tell classes apart.
    /// </exception>
    public float[] Classify(ReadOnlySpan<float> samples) => Classes.Count > 0
        ? Discriminate(samples, [], scores => scores.softmax(1))
        : throw new InvalidOperationException($"The discriminator of {_objective.Name} doesn't tell classes apart.");

    /// <summary>Copy of the (averaged) generator's present weights.</summary>
    /// <exception cref="DivergenceException">A weight is NaN or infinite.</exception>
    public GeneratorSnapshot Snapshot()
    {
        using var use = BeginUse();
        RequireFinite(NetworkWeights.States(SampledName, Sampled));
        return new GeneratorSnapshot(Sampled, SampledStep, _networks.Position);
    }

    /// <summary>
    /// Puts the weights of <paramref name="snapshot"/>, which this model took, into the (averaged) generator:
    /// <see cref="Sample"/> and <see cref="Export()"/> use them from now on.
    /// </summary>
    public void Restore(GeneratorSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        using var use = BeginUse();
        snapshot.CopyTo(Sampled);
        Sampled.Enter(snapshot.Position);
        _restoredStep = snapshot.Step;
    }

    /// <summary>
    /// Writes the weights of all networks to a file of the format safetensors, from which another training can begin
    /// (<see cref="LatentGanOptions.InitialWeights"/>); an existing file is replaced once the new one is complete.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="DivergenceException">A weight is NaN or infinite.</exception>
    public void SaveWeights(string path)
    {
        using var use = BeginUse();
        using var computation = FinalizerPause.Begin();
        RequireFiniteWeights();
        var about = new Dictionary<string, string>();
        _description.WriteTo(about, SampledStep);
        foreach (var (name, value) in NetworkSettings.Of(_options.Network))
            about[$"{NetworkWeights.SettingPrefix}{name}"] = value.ToString(CultureInfo.InvariantCulture);
        NetworkWeights.Save(path, Networks, about);
    }

    /// <summary>
    /// The (averaged) generator as an ONNX graph with the input <c>latent</c>, float (N, z), or <c>seed</c>, int64 (N),
    /// where <see cref="LatentGanOptions.SeedInput"/> says so, and, where it is conditional, <c>label</c>,
    /// <c>condition</c> or <c>codes</c>.
    /// </summary>
    /// <exception cref="DivergenceException">A weight is NaN or infinite.</exception>
    public OnnxGraph Export() => Export(_options.SeedInput);

    /// <summary>The same with the input <c>latent</c> in any case.</summary>
    internal OnnxGraph ExportWithLatentInput() => Export(seedInput: false);

    /// <summary>
    /// The discriminator as an ONNX graph. Its input is <c>image</c> or <c>sample</c>, float (N, …) at full size, packs
    /// of m as (N, mC, H, W) or (N, mD); where it is conditional also <c>label</c>, int64 (N), or <c>condition</c>,
    /// float (N, c), for packs (N, m) and (N, mc). Its outputs are <c>score</c>, float (N, 1), the larger the more
    /// real, and, where it classifies, <c>probabilities</c>, float (N, K), those of the classes, whose names are in the
    /// metadata. With a minibatch feature a score depends on the whole batch.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// There is no discriminator, or it doesn't say how real a single sample is.
    /// </exception>
    /// <exception cref="DivergenceException">A weight is NaN or infinite.</exception>
    public OnnxGraph ExportDiscriminator()
    {
        using var use = BeginUse();
        if (!_objective.ScoresSamples)
            throw new InvalidOperationException(
                $"The objective {_objective.Name} has no discriminator that says how real a sample is, so there is "
                + "none to export.");
        RequireFinite(NetworkWeights.States(LatentNetworks.DiscriminatorName, _networks.Discriminator!));
        return DiscriminatorExporter.Export(
            _networks.Discriminator!, _objective, _shape, _options.Packing, _conditioning, _description,
            CompletedSteps);
    }

    private OnnxGraph Export(bool seedInput)
    {
        using var use = BeginUse();
        RequireFinite(NetworkWeights.States(SampledName, Sampled));
        return GeneratorExporter.Export(Sampled, _conditioning, _description, SampledStep, seedInput);
    }

    private string SampledName => _networks.AveragedGenerator is null
        ? LatentNetworks.GeneratorName
        : NetworkWeights.AverageOf(LatentNetworks.GeneratorName);

    private GeneratorNetwork Sampled => _networks.AveragedGenerator ?? _networks.Generator;

    private long SampledStep => _restoredStep ?? CompletedSteps;

    /// <summary>As many samples at once as memory surely allows.</summary>
    private float[] Generate(GeneratorNetwork network, Tensor latents, Tensor? conditions)
    {
        long count = latents.shape[0], most = Math.Max(1, LargestBatch / _shape.Length);
        if (count <= most)
            return network.call(latents, conditions).ToFloats();
        float[] samples = new float[count * _shape.Length];
        for (long start = 0; start < count; start += most)
        {
            using var scope = NewDisposeScope();
            long part = Math.Min(most, count - start);
            var made = network.call(latents.narrow(0, start, part), conditions?.narrow(0, start, part));
            made.ToFloats().CopyTo(samples, start * _shape.Length);
        }
        return samples;
    }

    /// <summary>What D in inference mode makes of N samples and their conditions.</summary>
    private float[] Discriminate(ReadOnlySpan<float> samples, ReadOnlySpan<float> conditions, Func<Tensor, Tensor> read)
    {
        using var use = BeginUse();
        var discriminator = _networks.Discriminator
            ?? throw new InvalidOperationException("The objective has no discriminator, so nothing can be scored.");
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        using var frozen = no_grad();
        discriminator.eval();
        long count = samples.Length / _shape.Length, packs = count / _options.Packing;
        long[] size = _shape.IsImage ? [count, _shape.Channels, _shape.Height, _shape.Width] : [count, _shape.Channels];
        var seen = _networks.RealView.Of(TensorValues.Create(samples, size).to(_device));
        var packed = seen.reshape([packs, seen.shape[1] * _options.Packing, .. seen.shape[2..]]);
        var given = conditions.IsEmpty
            ? null
            : TensorValues.Create(conditions, packs, conditions.Length / packs).to(_device);
        float[] values = read(discriminator.call(packed, given)).ToFloats();
        discriminator.train();
        return values;
    }
}
