namespace TorchSharp;

/// <summary>How many tensors a thread has created and disposed, in a dispose scope and outside of one.</summary>
public class LifetimeStatistics
{
    public long CreatedOutsideScopeCount { get; internal set; }

    public long DisposedOutsideScopeCount { get; internal set; }

    public long CreatedInScopeCount { get; internal set; }

    public long DisposedInScopeCount { get; internal set; }

    public long AttachedToScopeCount { get; internal set; }

    public long DetachedFromScopeCount { get; internal set; }

    public long ThreadTotalLiveCount =>
        CreatedInScopeCount - DisposedInScopeCount + CreatedOutsideScopeCount - DisposedOutsideScopeCount;

    public void Reset()
    {
        CreatedOutsideScopeCount = DisposedOutsideScopeCount = 0;
        CreatedInScopeCount = DisposedInScopeCount = 0;
        AttachedToScopeCount = DetachedFromScopeCount = 0;
    }

    public override string ToString() =>
        $"live {ThreadTotalLiveCount}; in scopes {CreatedInScopeCount} created, {DisposedInScopeCount} disposed; "
        + $"outside {CreatedOutsideScopeCount} created, {DisposedOutsideScopeCount} disposed; "
        + $"{AttachedToScopeCount} attached, {DetachedFromScopeCount} detached";
}
