using Ml.Gan.Data;
using Ml.Gan.Experiments.Reports;
using Ml.Gan.Metrics;
using Ml.Gan.Models;

namespace Ml.Gan.Experiments;

/// <summary>A question that is put to several trainings and answered by numbers and pictures.</summary>
internal abstract class Experiment
{
    /// <summary>Name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>What it shows, in one line.</summary>
    public abstract string Description { get; }

    /// <summary>The seeds where the command line gives none. Default 1, 2, 3.</summary>
    public virtual IReadOnlyList<int> DefaultSeeds => [1, 2, 3];

    /// <summary>Whether its training data can be chosen. Default false.</summary>
    public virtual bool TakesData => false;

    /// <summary>The ways of training that are compared.</summary>
    public abstract IReadOnlyList<Variant> CreateVariants(ExperimentSetup setup);

    /// <summary>The training data of one seed.</summary>
    public abstract ISampleSource OpenData(ExperimentSetup setup, int seed, CancellationToken cancellation);

    /// <summary>Evaluates the generators of all trainings; null where their observers need none.</summary>
    public virtual GeneratorEvaluator? CreateEvaluator(ExperimentSetup setup, CancellationToken cancellation) => null;

    /// <summary>Watches one training with <paramref name="options"/> on <paramref name="data"/>.</summary>
    public abstract TrialObserver CreateObserver(
        LatentGanOptions options, ISampleSource data, GeneratorEvaluator? evaluator);

    /// <summary>The answer in a few sentences, made from the numbers.</summary>
    /// <param name="trials">The trainings that were completed and did not fail, at least one.</param>
    public abstract string Verdict(IReadOnlyList<Trial> trials);

    /// <summary>Adds the tables, charts and pictures of the answer to the report.</summary>
    /// <param name="report">The report, which has the verdict already.</param>
    /// <param name="trials">The trainings that were completed and did not fail, at least one.</param>
    public abstract void Show(Report report, IReadOnlyList<Trial> trials);
}

/// <summary>What of the command line concerns the trainings.</summary>
/// <param name="Quick">Whether the budget is to be as small as runs at all.</param>
/// <param name="Data">The training data, where an experiment lets them be chosen.</param>
/// <param name="Warning">Told of data that are left out.</param>
internal sealed record ExperimentSetup(bool Quick, string Data, Action<string>? Warning = null)
{
    /// <summary>The number of steps to train: all of them, or very few.</summary>
    public long Steps(long full, long quick = 12) => Quick ? quick : full;
}

/// <summary>One of the ways of training that an experiment compares.</summary>
/// <param name="Name">Name in tables and legends.</param>
/// <param name="CreateOptions">Its options; the seed is set by the one who calls.</param>
internal sealed record Variant(string Name, Func<LatentGanOptions> CreateOptions)
{
    /// <summary>Its options with what network and objective recommend where nothing else is asked for.</summary>
    public LatentGanOptions ResolveOptions() => CreateOptions().Resolve();
}
