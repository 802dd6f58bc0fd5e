using Ml.Gan.Models;
using Ml.Gan.Data;
using Ml.Gan.Measures;
using Ml.Gan.Training;

namespace Ml.Gan.Cli.Experiments;

/// <summary>A question that is put to several trainings and answered by numbers and pictures.</summary>
internal abstract class Experiment
{
    /// <summary>Name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>What it shows, in one line.</summary>
    public abstract string Description { get; }

    /// <summary>The seeds where the command line gives none.</summary>
    public virtual IReadOnlyList<int> DefaultSeeds => [1, 2, 3];

    /// <summary>Whether its training data can be chosen.</summary>
    public virtual bool TakesData => false;

    /// <summary>The ways of training that are compared.</summary>
    public abstract IReadOnlyList<Variant> CreateVariants(ExperimentSetup setup);

    /// <summary>The training data of one seed.</summary>
    public abstract ISampleSource OpenData(ExperimentSetup setup, int seed, CancellationToken cancellation);

    /// <summary>Judges the generators of all trainings; null where their observers need none.</summary>
    public virtual GeneratorEvaluator? CreateEvaluator(ExperimentSetup setup, CancellationToken cancellation) => null;

    /// <summary>Watches one training with <paramref name="options"/> on <paramref name="data"/>.</summary>
    public abstract TrialObserver CreateObserver(LatentGanOptions options, ISampleSource data, GeneratorEvaluator? evaluator);

    /// <summary>What the trainings show.</summary>
    /// <param name="trials">The trainings that were completed and did not fail, at least one.</param>
    public abstract Findings Conclude(IReadOnlyList<Trial> trials);
}
