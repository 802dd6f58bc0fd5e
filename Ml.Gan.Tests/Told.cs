namespace Ml.Gan.Tests;

/// <summary>Keeps what progress was told last.</summary>
/// <param name="seen">Called each time; null for nothing.</param>
internal sealed class Told(Action? seen = null) : IProgress<int>
{
    public int Last { get; private set; }

    public void Report(int value)
    {
        Last = value;
        seen?.Invoke();
    }
}
