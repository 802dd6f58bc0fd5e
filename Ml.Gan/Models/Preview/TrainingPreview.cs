using Ml.Gan.Native;
using Ml.Gan.Training;
using Ml.Gan.Training.Checkpoints;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Preview;

/// <summary>What would be trained: its networks, the memory that they take, and the time.</summary>
/// <param name="Networks">The networks, as in the last stage of a training in stages.</param>
/// <param name="BatchSize">Real samples of a step, N.</param>
/// <param name="Memory">Memory in bytes, about.</param>
/// <param name="StepTime">Mean time of a step, as a few were measured.</param>
/// <param name="Steps">Number of steps.</param>
internal sealed record TrainingPreview(
    IReadOnlyList<PreviewedNetwork> Networks, int BatchSize, PreviewedMemory Memory, TimeSpan StepTime, long Steps)
{
    /// <summary>Time of all steps.</summary>
    public TimeSpan Time => StepTime * Steps;

    /// <summary>
    /// Looks at a model while it computes the losses of a step. The model is of no use afterwards but to be disposed
    /// of.
    /// </summary>
    /// <param name="model">The model, of which no step was taken.</param>
    /// <param name="stepTime">Time of a step.</param>
    public static TrainingPreview Of(GanModel model, TimeSpan stepTime)
    {
        var trainer = new GanTrainer(model);
        model.CompletedSteps = Math.Max(0, trainer.Steps - 1);
        using (NewDisposeScope())
            trainer.RunStep().Read();
        model.CompletedSteps = Math.Max(0, trainer.Steps - 1);
        LayerRecorder[] recorders = [.. model.Networks.Select(network => new LayerRecorder(network.Module))];
        long activations = Activations(model, recorders);
        return new TrainingPreview(
            [
                .. model.Networks.Zip(recorders, (network, recorder) =>
                    new PreviewedNetwork(network.Name, recorder.Parameters, recorder.Layers)),
            ],
            model.SamplesPerStep, MemoryOf(model, activations), stepTime, trainer.Steps);
    }

    /// <summary>Bytes that layers give at once: for the batch, and for the phase that needs the most.</summary>
    private static long Activations(GanModel model, LayerRecorder[] recorders)
    {
        using var use = model.BeginUse();
        using var computation = FinalizerPause.Begin();
        using var gradients = GradientMode.Enable();
        using var scope = NewDisposeScope();
        model.BeginStep();
        var batch = model.NextBatch(model.Phases);
        long ofBatch = Taken(), most = 0;
        foreach (var phase in model.Phases)
        {
            using var phaseScope = NewDisposeScope();
            _ = model.Losses(phase, batch).Total;
            most = Math.Max(most, Taken());
        }
        return ofBatch + most;

        long Taken()
        {
            long bytes = recorders.Sum(recorder => recorder.Bytes);
            Array.ForEach(recorders, recorder => recorder.Reset());
            return bytes;
        }
    }

    private static PreviewedMemory MemoryOf(GanModel model, long activations) => new(
        model.Networks.Sum(network => Bytes(Ema.States(network.Module))),
        Bytes(model.Phases.SelectMany(phase => phase.Parameters)
            .Distinct<object>(ReferenceEqualityComparer.Instance).Cast<Tensor>()),
        model.Phases.SelectMany(OptimizerStates.Named).Sum(state => Bytes(state.Value)),
        model.Networks.Sum(network => network.Average is { } average ? Bytes(Ema.States(average.Network)) : 0),
        activations);

    private static long Bytes(IEnumerable<Tensor> tensors) => tensors.Sum(tensor => Bytes(tensor));

    private static long Bytes(Tensor tensor) => tensor.numel() * tensor.element_size();
}

/// <summary>Network that would be trained.</summary>
/// <param name="Name">Its name, as <c>generator</c>.</param>
/// <param name="Parameters">Numbers that learn.</param>
/// <param name="Layers">Its layers in the order of the computation.</param>
internal sealed record PreviewedNetwork(string Name, long Parameters, IReadOnlyList<PreviewedLayer> Layers);

/// <summary>Layer of a network.</summary>
/// <param name="Name">Its place in the network, as in files of weights.</param>
/// <param name="Kind">Its type.</param>
/// <param name="Output">Shape of what it gives, null for N; null where it takes no part in the step.</param>
/// <param name="Parameters">Numbers that learn.</param>
internal sealed record PreviewedLayer(string Name, string Kind, IReadOnlyList<long?>? Output, long Parameters);

/// <summary>Memory of a training in bytes, about.</summary>
/// <param name="Weights">Weights and running statistics.</param>
/// <param name="Gradients">Gradients.</param>
/// <param name="Optimizers">What optimizers remember.</param>
/// <param name="Averages">Averages of weights.</param>
/// <param name="Activations">What layers give, kept for the gradients.</param>
internal sealed record PreviewedMemory(long Weights, long Gradients, long Optimizers, long Averages, long Activations)
{
    /// <summary>All of it, without what the runtime and libraries take.</summary>
    public long Total => Weights + Gradients + Optimizers + Averages + Activations;
}
