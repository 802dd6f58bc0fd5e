using Ml.Gan.Models;
using Ml.Gan.Data;
using Ml.Gan.Measures;
using Ml.Gan.Training;

namespace Ml.Gan.Cli.Experiments.Digits;

/// <summary>An experiment on small grey images, MNIST's digits or those that the library draws.</summary>
internal abstract class DigitsExperiment : Experiment
{
    public sealed override IReadOnlyList<int> DefaultSeeds => [1];

    public sealed override bool TakesData => true;

    public sealed override ISampleSource OpenData(ExperimentSetup setup, int seed, CancellationToken cancellation) =>
        DigitsData.Open(setup, seed, cancellation);

    public sealed override GeneratorEvaluator CreateEvaluator(ExperimentSetup setup, CancellationToken cancellation) =>
        DigitsData.CreateEvaluator(setup, cancellation);

    public sealed override TrialObserver CreateObserver(LatentGanOptions options, ISampleSource data, GeneratorEvaluator? evaluator) =>
        new ImageTrace(DigitsData.Shape, options.LatentSize, evaluator!);
}
