using System.Diagnostics.Metrics;
using Ml.Gan.Hosting;

namespace Ml.Gan.Tests.Hosting;

/// <summary>What instruments of the meter say of one generator, as a subscriber hears it.</summary>
internal sealed class Measured : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly List<(string Instrument, double Value, string? Outcome)> _all = [];

    public Measured(string generator)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == GanSampler.MeterName)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((i, value, tags, _) => Add(i, value, tags, generator));
        _listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Add(i, value, tags, generator));
        _listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Add(i, value, tags, generator));
        _listener.Start();
    }

    public double[] this[string instrument]
    {
        get
        {
            lock (_all)
                return [.. _all.Where(m => m.Instrument == instrument).Select(m => m.Value)];
        }
    }

    public string?[] Outcomes
    {
        get
        {
            lock (_all)
                return [.. _all.Where(m => m.Outcome is not null).Select(m => m.Outcome)];
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Add(
        Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, string generator)
    {
        var all = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value);
        if ((string?)all["ml_gan.generator"] != generator)
            return;
        lock (_all)
            _all.Add((instrument.Name, value, all.GetValueOrDefault("ml_gan.outcome") as string));
    }
}
