namespace Ml.Gan.Models.Health;

/// <summary>
/// Alarm that goes off once when a state has lasted for some looks, and again only after it has been over for as many.
/// </summary>
internal sealed class Alarm(int looks)
{
    private int _bad;
    private int _good;
    private bool _isRaised;

    /// <summary>Takes note of a look; tells whether the alarm goes off.</summary>
    public bool Note(bool isBad)
    {
        (_bad, _good) = isBad ? (_bad + 1, 0) : (0, _good + 1);
        _isRaised &= _good < looks;
        if (_isRaised || _bad < looks)
            return false;
        _isRaised = true;
        return true;
    }

    /// <summary>Begins anew.</summary>
    public void Restart() => (_bad, _good, _isRaised) = (0, 0, false);
}
