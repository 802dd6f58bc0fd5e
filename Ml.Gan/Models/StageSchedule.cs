using Ml.Gan.Networks;

namespace Ml.Gan.Models;

/// <summary>Which stage each step of a training belongs to.</summary>
internal sealed class StageSchedule
{
    /// <summary>
    /// Steps and part of a stage after which new networks draw better than those of the stage before: on glyphs, a
    /// StackGAN's stage II is gray after 50 steps, and far better than stage I after 150.
    /// </summary>
    private const int LearningSteps = 150;
    private const double LearningShare = 0.1;

    private readonly long[] _ends;

    /// <summary>Divides so many steps, at least one for each stage.</summary>
    /// <param name="shares">The part of the training that each stage takes.</param>
    /// <param name="steps">Steps of the whole training, at least as many as there are stages.</param>
    public StageSchedule(IReadOnlyList<double> shares, long steps)
    {
        _ends = new long[shares.Count];
        double taken = 0, all = shares.Sum();
        for (int stage = 0; stage < shares.Count; stage++)
        {
            taken += shares[stage];
            long earliest = (stage == 0 ? 0 : _ends[stage - 1]) + 1, latest = steps - (shares.Count - 1 - stage);
            _ends[stage] = Math.Clamp((long)Math.Round(taken / all * steps), earliest, latest);
        }
    }

    /// <summary>Number of stages.</summary>
    public int Count => _ends.Length;

    /// <summary>Where the training is once the step after <paramref name="completed"/> steps is done.</summary>
    public StagePosition At(long completed)
    {
        int stage = Array.FindIndex(_ends, end => completed < end);
        if (stage < 0)
            return new StagePosition(_ends.Length - 1, 1);
        long start = stage == 0 ? 0 : _ends[stage - 1];
        long done = completed - start + 1, all = _ends[stage] - start;
        return new StagePosition(stage, (double)done / all)
        {
            HasLearned = stage == 0 || done >= Math.Min(all, Math.Max(LearningSteps, LearningShare * all)),
        };
    }
}
