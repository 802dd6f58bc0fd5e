namespace Ml.Gan.Training.Health;

/// <summary>
/// Listener that stops a training whose losses, weights or optimizers are no longer finite, also where nobody else
/// reads them. On the CPU the phases' losses are looked at in every step, so that the step that is named is the first
/// one. Everything else, and the losses of a GPU, which would have to be waited for, every 25 steps and in the last.
/// </summary>
internal sealed class DivergenceGuard : ITrainingListener
{
    private const int Interval = 25;

    /// <exception cref="DivergenceException">A loss or a weight is not finite.</exception>
    public void StepCompleted(TrainingStep step)
    {
        bool isDue = step.Step % Interval == 0 || step.IsLast;
        if (isDue || step.ShowsDivergence)
            _ = step.Metrics;
        if (!isDue)
            return;
        step.Model.RequireFiniteWeights();
        step.Model.RequireFiniteOptimizers();
    }

    /// <summary>The metrics of a step, whoever reads them.</summary>
    /// <exception cref="DivergenceException">They are not finite.</exception>
    public static IReadOnlyDictionary<string, double> RequireFinite(
        IReadOnlyDictionary<string, double> metrics, GanModel model)
    {
        string[] wrong = [.. metrics.Where(metric => !double.IsFinite(metric.Value)).Select(metric =>
            $"{metric.Key} is {(double.IsNaN(metric.Value) ? "NaN" : "infinite")}")];
        return wrong.Length == 0 ? metrics : throw Divergence.Of(model, wrong, model.NamedStates);
    }
}
