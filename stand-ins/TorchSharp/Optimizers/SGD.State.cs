using System;
using System.IO;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class SGD
{
    public sealed class State(Parameter parameter) : OptimizerState(parameter), IDisposable
    {
        public Tensor momentum_buffer;

        public override void Initialize(OptimizerOptions options) { }

        public void Dispose() => momentum_buffer?.Dispose();

        public override void to(Device device) => Move(ref momentum_buffer, device);

        public override void LoadStateDict(OptimizerState source) =>
            Take(ref momentum_buffer, ((State)source).momentum_buffer);

        public override void LoadStateDict(BinaryReader reader) => Load(reader, ref momentum_buffer);

        public override void SaveStateDict(BinaryWriter writer) => Save(writer, momentum_buffer);

        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State s && Close(momentum_buffer, s.momentum_buffer);
    }
}
