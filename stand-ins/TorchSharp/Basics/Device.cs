using System;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Where a tensor lives; index -1 is the current device of the type.</summary>
    public class Device
    {
        public DeviceType type { get; }

        public int index { get; }

        public Device(string description)
        {
            string[] parts = description.Split(':');
            type = Parse(parts[0]);
            index = parts.Length > 1 ? int.Parse(parts[1]) : type == DeviceType.CUDA ? 0 : -1;
        }

        public Device(string deviceType, int index = -1) : this(Parse(deviceType), index) { }

        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = index;
        }

        public Device(int index) : this(DeviceType.CUDA, index) { }

        static DeviceType Parse(string name) =>
            Enum.TryParse(name, ignoreCase: true, out DeviceType type)
                ? type : throw new ArgumentException($"Unknown device type '{name}'.");

        public override string ToString() => type.ToString().ToLowerInvariant() + (index < 0 ? "" : $":{index}");

        public static implicit operator Device(string description) => new(description);
    }

    public static readonly Device CPU = new(DeviceType.CPU, -1);

    public static readonly Device META = new(DeviceType.META, -1);

    public static Device CUDA => new(DeviceType.CUDA, 0);

    public static Device device(string description) => new(description);

    public static Device device(string deviceType, int index = -1) => new(deviceType, index);

    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    public static Device device(int index) => new(index);
}
