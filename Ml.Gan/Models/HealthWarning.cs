using Ml.Gan.Training;

namespace Ml.Gan.Models;

/// <summary>Warning about a training that goes on but won't end well: <see cref="HealthMonitor"/>.</summary>
/// <param name="Problem">What was seen.</param>
/// <param name="Step">Training step in which it was said, after it had lasted for hundreds of steps.</param>
/// <param name="Message">What was seen, with figures, and what helps: some sentences.</param>
public sealed record HealthWarning(HealthProblem Problem, long Step, string Message) : TrainingWarning(Step, Message);

/// <summary>What a <see cref="HealthMonitor"/> warns of.</summary>
public enum HealthProblem
{
    /// <summary>Generated samples are much more alike than real ones.</summary>
    ModeCollapse,

    /// <summary>The discriminator tells all real samples from generated ones, for long.</summary>
    DeadDiscriminator,

    /// <summary>The generator's weights no longer change.</summary>
    StandingGenerator,
}
