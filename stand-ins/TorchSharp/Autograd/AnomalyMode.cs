using System;
using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>Makes backward say which forward operation gave a NaN gradient, until disposed.</summary>
public class AnomalyMode : IDisposable
{
    readonly bool before = IsEnabled;

    public AnomalyMode(bool enabled, bool check_nan = true) => Shim.shim_set_anomaly(enabled ? 1 : 0);

    public static bool IsEnabled => Shim.shim_anomaly_enabled() != 0;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => Shim.shim_set_anomaly(before ? 1 : 0);
}
