namespace Ml.Gan.Models.Health;

/// <summary>Watch for one problem of a training.</summary>
internal abstract class HealthWatch(HealthProblem problem)
{
    public HealthProblem Problem => problem;

    /// <summary>Steps between two looks.</summary>
    public long Interval { get; set; } = 50;

    /// <summary>Looks at the step that was completed; a warning where there is one to give.</summary>
    public abstract string? Look(long step);

    /// <summary>Forgets what was seen: a new stage begins.</summary>
    public abstract void Restart();
}
